// What this machine can do at best: plain node:http, a process for each processor, one prepared statement a request, no rule kept.
// Listens on PORT, asks DATABASE_URL, and tells its parent when every process is ready.
import cluster from "node:cluster";
import { createHash } from "node:crypto";
import { createServer } from "node:http";
import { availableParallelism } from "node:os";
import { Pool } from "pg";

const text = `SELECT u.id, u.username, u.first_name, u.last_name, u.email FROM sessions s JOIN users u ON u.id = s.user_id
  WHERE s.token_hash = $1 AND s.security_version = u.security_version`;

if (cluster.isPrimary) {
  let ready = 0;
  const processes = availableParallelism();
  for (let started = 0; started < processes; started += 1) {
    cluster.fork().once("listening", () => {
      ready += 1;
      if (ready === processes) process.send?.("ready");
    });
  }
} else {
  const pool = new Pool({ connectionString: process.env["DATABASE_URL"], max: 10 });
  const profileOf = async (cookie = "") => {
    const token = /session=([^;]+)/.exec(cookie)?.[1] ?? "";
    const values = [createHash("sha256").update(token).digest()];
    const { rows } = await pool.query({ name: "profile", text, values });
    return JSON.stringify(rows[0]);
  };
  createServer((request, response) => {
    void profileOf(request.headers.cookie).then((body) => {
      response.setHeader("Content-Type", "application/json");
      response.setHeader("Content-Length", Buffer.byteLength(body));
      response.end(body);
    });
  }).listen(Number(process.env["PORT"]), "127.0.0.1");
}
