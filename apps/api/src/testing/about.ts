/** What the build writes down of the product, for a test that runs without a build. */
export { writeAbout } from '../../../../tools/about/make.mjs';
