# Verbatim's bot in a container: docs/install.md says how to run it.

FROM node:22-bookworm AS build
WORKDIR /build
# The headers that hnswlib-node is compiled with come with the image.
ENV npm_config_nodedir=/usr/local
COPY package.json package-lock.json ./
COPY stubs stubs
RUN npm ci --ignore-scripts && npm rebuild hnswlib-node
COPY tsconfig.json tsconfig.build.json ./
COPY src src
RUN npm run build && npm prune --omit=dev --ignore-scripts
# What other machines, browsers and the compiler need.
RUN find node_modules/onnxruntime-node/bin/napi-v3 -mindepth 2 -maxdepth 2 \
      ! -path "*/linux/$(node -p process.arch)" -exec rm -r {} + \
 && rm -r node_modules/@xenova/transformers/dist node_modules/hnswlib-node/build/Release/obj.target \
 && find node_modules dist \( -name '*.map' -o -name '*.d.ts' -o -name '.tsbuildinfo' \) -delete

FROM node:22-bookworm-slim
WORKDIR /app
COPY --from=build /build/package.json ./
COPY --from=build /build/stubs stubs
COPY --from=build /build/node_modules node_modules
COPY --from=build /build/dist dist
COPY models models
COPY corpus corpus
# The folders that are written to: indexes, and models that are fetched; what people send to the team.
RUN install -d -o node -g node /var/cache/verbatim /var/lib/verbatim
ENV NODE_ENV=production XDG_CACHE_HOME=/var/cache STATE=/var/lib/verbatim STATUS_PORT=9464
VOLUME /var/cache/verbatim /var/lib/verbatim
USER 1000
# The first start builds the index of the corpus, which may take minutes.
HEALTHCHECK --interval=30s --timeout=5s --start-period=10m \
  CMD ["node", "-e", "fetch('http://127.0.0.1:9464/healthz').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/bot.js"]
