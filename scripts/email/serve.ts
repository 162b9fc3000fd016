import { createServer } from "node:http";
import { createServer as createVite } from "vite";

const vite = await createVite({
  configFile: false,
  appType: "custom",
  logLevel: "warn",
  server: { middlewareMode: true, ws: false },
  optimizeDeps: { noDiscovery: true },
});

const server = createServer(async (request, response) => {
  try {
    const { showGallery } = await vite.ssrLoadModule("/scripts/email/gallery.ts");
    const body = String(await showGallery(request.url ?? "/"));
    response.writeHead(200, { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" }).end(body);
  } catch (error) {
    response.writeHead(500, { "content-type": "text/plain" }).end(error instanceof Error ? error.stack : String(error));
  }
});

server.listen(Number(process.argv[2] ?? 3001), "127.0.0.1", () => {
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : "";
  console.log(`Mails: http://127.0.0.1:${port}/`);
});
