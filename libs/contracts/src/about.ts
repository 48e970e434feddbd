/** A definition or a policy as it judges now. */
export interface JudgingVersionView {
  readonly name: string;
  readonly version: string;
  readonly author: string;
  /** A civil date. */
  readonly effectiveFrom: string;
  /** Whether the practice wrote it; otherwise it came with the product. */
  readonly own: boolean;
}

/** What the product says of itself. */
export interface AboutView {
  readonly version: string;
  /** The commit it was built from; null: nobody knows. */
  readonly commit: string | null;
  readonly definitions: readonly JudgingVersionView[];
  readonly policies: readonly JudgingVersionView[];
  /** Packages that run in it. */
  readonly packages: number;
}

export interface RunningPackageView {
  readonly name: string;
  readonly version: string;
  /** In words of SPDX. */
  readonly licence: string;
  /** Where its text stands in `texts`; null: it brings none along. */
  readonly text: number | null;
}

/** The licences of what runs in the product, read when it was built. */
export interface LicencesView {
  readonly packages: readonly RunningPackageView[];
  readonly texts: readonly string[];
}
