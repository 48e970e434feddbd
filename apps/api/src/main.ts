import { buildApp } from './app.js';
import { SignInService } from './modules/identity/sign-in.service.js';
import { demonstrationPassword } from './modules/interop/demonstration-members.js';
import { SetupCode } from './modules/interop/setup-code.js';
import { ConfigProblem, readConfig } from './platform/config.js';
import { UnsafeDatabase } from './platform/database/guardrails.js';
import { UnruledRoute } from './platform/http/routes.js';

try {
  const config = readConfig(process.env);
  const app = await buildApp(config);
  await app.listen(config.port, config.host);
  const address: unknown = app.getHttpServer().address();
  const port =
    typeof address === 'object' && address !== null && 'port' in address ? Number(address.port) : config.port;
  const known = config.demonstration ? await app.get(SignInService).demonstrationSignIns() : [];
  const signIns = known.map(({ email, practice, roles }) => ({
    email,
    practice,
    role: roles.join(', '),
    password: demonstrationPassword,
  }));
  // Here and nowhere else: the log never has it.
  const setupCode = await app.get(SetupCode).issue();
  process.stdout.write(
    `${JSON.stringify({ event: 'ready', url: `http://${config.host}:${port}`, signIns, ...(setupCode !== null && { setupCode }) })}\n`,
  );
} catch (error) {
  if (error instanceof ConfigProblem || error instanceof UnsafeDatabase || error instanceof UnruledRoute) {
    process.stderr.write(`Lull does not start: ${error.message}\n`);
  } else {
    process.stderr.write(
      `Lull does not start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
  }
  process.exit(1);
}
