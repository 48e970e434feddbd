/** What the build reads of the handlers' declared types, for a test that runs without a build. */
export { writeAnswers } from '../../../../tools/openapi/answer-schemas.mjs';
