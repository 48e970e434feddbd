import { Injectable } from '@nestjs/common';
import { civilDateAt, defaultMessagePolicy, readinessPolicies } from '@lull/domain';
import type { AboutView, JudgingVersionView, LicencesView } from '@lull/contracts';
import { readBuildFacts } from '../../platform/build-facts.js';
import { Database } from '../../platform/database/database.js';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { AboutRepository, type WrittenVersion } from './about.repository.js';
import { definitionsInForce } from './definitions-in-force.js';

/** What this product is, and by which versions it judges. */
@Injectable()
export class AboutService {
  private readonly facts = readBuildFacts();

  constructor(
    private readonly database: Database,
    private readonly written: AboutRepository,
  ) {}

  all(member: MemberPrincipal): Promise<AboutView> {
    const { version, commit, packages } = this.facts;
    return this.database.run(member, async (tx) => {
      const [zone = 'UTC'] = await this.written.zones(tx);
      const today = civilDateAt(tx.now.epochMilliseconds, zone);
      const policies = [
        inForce('Clinical defaults', await this.written.readinessPolicy(tx, today), readinessPolicies[0]),
        inForce('Messages to patients', await this.written.messagePolicy(tx), {
          ...defaultMessagePolicy,
          version: 'as delivered',
        }),
        ...(await this.written.payerRules(tx, today)).map((rule) => ({ ...rule, own: true })),
      ];
      return { version, commit, packages: packages.length, definitions: definitionsInForce, policies };
    });
  }

  licences(): LicencesView {
    const { packages, texts } = this.facts;
    return { packages, texts };
  }
}

function inForce(
  name: string,
  own: WrittenVersion | undefined,
  { version, author, effectiveFrom }: WrittenVersion,
): JudgingVersionView {
  return own === undefined
    ? { name, version, author, effectiveFrom, own: false }
    : { name, ...own, own: true };
}
