import http from "node:http";

/**
 * A stand-in for the comments of one GitHub pull request and one GitLab merge request, on 127.0.0.1.
 * `comments` hold { id, body, by }; `calls` what was asked for, without the paging.
 */
async function startForge({ comments = [], pulls = [] } = {}) {
  const calls = [];
  const shown = ({ id, body, by }) => ({
    ...{ id, body },
    user: { type: by === "bot" ? "Bot" : "User" },
    author: { username: by },
  });
  const routes = {
    "GET /repos/acme/infra/pulls": (query) =>
      pulls.filter(
        ({ head }) => query.get("head") === `${head.repo.full_name.split("/")[0]}:${head.ref}`,
      ),
    "GET /user": () => ({ username: "bot" }),
  };
  for (const list of [
    "/repos/acme/infra/issues/7/comments",
    "/projects/42/merge_requests/7/notes",
  ]) {
    routes[`GET ${list}`] = (query) => {
      const size = Number(query.get("per_page"));
      const from = (Number(query.get("page")) - 1) * size;
      return comments.slice(from, from + size).map(shown);
    };
    routes[`POST ${list}`] = (_query, { body }) => {
      comments.push({ id: comments.length + 1, body, by: "bot" });
      return {};
    };
  }
  const change = (id, { body }) => {
    comments.find((comment) => comment.id === Number(id)).body = body;
    return {};
  };
  const server = http.createServer(async (request, response) => {
    let text = "";
    for await (const chunk of request) text += chunk;
    const { pathname, searchParams } = new globalThis.URL(request.url, "http://forge");
    const call = `${request.method} ${pathname}`;
    calls.push(call);
    const token = request.headers.authorization ?? request.headers["private-token"];
    const [, id] =
      /^(?:PATCH \/repos\/acme\/infra\/issues\/comments|PUT \/projects\/42\/merge_requests\/7\/notes)\/(\d+)$/.exec(
        call,
      ) ?? [];
    const answer = id ? (_query, body) => change(id, body) : routes[call];
    response.statusCode = !/^(Bearer )?secret$/.test(token) ? 401 : answer ? 200 : 404;
    const body = text ? JSON.parse(text) : undefined;
    response.end(JSON.stringify(response.statusCode === 200 ? answer(searchParams, body) : {}));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${server.address().port}`;
  return { url, comments, calls, stop: () => server.close() };
}

/** Runs with a forge that is stopped at the end. */
export async function withForge(state, run) {
  const forge = await startForge(state);
  try {
    await run(forge);
  } finally {
    forge.stop();
  }
}
