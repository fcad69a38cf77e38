# One image for every role: the gateway by default, a subgraph or a one-off command by its command line (docker-compose.yml).
# Debian, because the query planner ships binaries for glibc only.

FROM node:24-bookworm-slim AS build
WORKDIR /hub
COPY package.json package-lock.json .npmrc ./
# The image brings Node itself, so the npm package that would fetch it (a preinstall script) is not asked to.
RUN npm ci --ignore-scripts
COPY . .
# What runs is the compiled code and the files it reads beside it: schemas, the plan's data, the web page.
RUN npm run build \
  && mkdir /image \
  && find dist gateway subgraphs db/seed/data -type f \
    \( -path 'dist/*' -o -path 'gateway/dashboard/dist/*' -o -path 'db/seed/data/*' -o -name '*.graphql' \) -print0 \
    | tar --create --null --files-from=- | tar --extract --directory=/image

FROM node:24-bookworm-slim AS packages
WORKDIR /hub
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --omit=dev && rm -rf node_modules/node node_modules/.bin/node

FROM node:24-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000 DATA_DIR=/data
RUN install --directory --owner=node --group=node /data
WORKDIR /hub
COPY --from=packages /hub/node_modules ./node_modules
COPY --from=build /image ./
COPY package.json ./
USER node
VOLUME /data
EXPOSE 4000
# A subgraph listens on SUBGRAPH_PORT, the gateway on PORT; both answer /healthcheck.
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.SUBGRAPH_PORT ?? process.env.PORT}/healthcheck`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/scripts/start.js"]
