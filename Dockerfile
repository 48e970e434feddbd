# Built with `docker compose build`. tools/containers/check.mjs runs these very commands in `npm test`.

FROM node:24.21.0-bookworm-slim AS manifests
WORKDIR /lull
COPY package.json package-lock.json .npmrc ./
COPY libs/domain/package.json libs/domain/
COPY libs/contracts/package.json libs/contracts/
COPY apps/api/package.json apps/api/
COPY apps/web/package.json apps/web/
COPY e2e/package.json e2e/

FROM manifests AS build
RUN npm ci --ignore-scripts
COPY tsconfig.base.json ./
COPY libs libs
COPY apps apps
COPY tools/openapi tools/openapi
COPY tools/about tools/about
COPY docs/glossary.md docs/
RUN node node_modules/typescript/bin/tsc -b apps/api
RUN node tools/openapi/answer-schemas.mjs
RUN node tools/about/make.mjs
RUN cd apps/web && node ../../node_modules/vite/bin/vite.js build

# What the API needs to run and nothing else: no compiler, no web packages, no embedded database.
FROM manifests AS production
RUN npm ci --ignore-scripts --omit=dev --workspace=@lull/api --include-workspace-root=false

FROM node:24.21.0-bookworm-slim AS product
ENV NODE_ENV=production LULL_HOST=0.0.0.0 PORT=4300 LULL_WEB_ROOT=/lull/apps/web/dist
WORKDIR /lull
COPY --from=production /lull ./
COPY --from=build /lull/libs/domain/dist libs/domain/dist
COPY --from=build /lull/libs/contracts/dist libs/contracts/dist
COPY --from=build /lull/apps/api/dist apps/api/dist
COPY --from=build /lull/apps/web/dist apps/web/dist
USER node
EXPOSE 4300
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/livez`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "apps/api/dist/main.js"]
