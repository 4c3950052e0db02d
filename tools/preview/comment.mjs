// Posts a markdown file made by plan.mjs as one comment of a pull request (GitHub) or merge request (GitLab), and
// updates that comment the next time. Usage: node comment.mjs FILE, with the variables that each platform sets, and
//   GitHub: GITHUB_TOKEN, and PULL_REQUEST (a number) or HEAD_REPOSITORY, HEAD_BRANCH and HEAD_SHA of workflow_run;
//   GitLab: GITLAB_TOKEN.
import fs from "node:fs";
import { pathToFileURL } from "node:url";

const { fetch } = globalThis;
const MARKER = /^<!-- guardduty-export-plan: [\w./-]* -->$/;
const PAGE = 100;

/** Where the comments are and how they are written. `own` selects the comments that the token's bot wrote. */
const PLATFORMS = {
  async github(env) {
    const api = `${env.GITHUB_API_URL ?? "https://api.github.com"}/repos/${env.GITHUB_REPOSITORY}`;
    const headers = {
      authorization: `Bearer ${env.GITHUB_TOKEN}`,
      accept: "application/vnd.github+json",
      "x-github-api-version": "2022-11-28",
    };
    const number = env.PULL_REQUEST ?? (await pullRequestOf(api, headers, env));
    return {
      headers,
      request: number,
      list: `${api}/issues/${number}/comments`,
      one: (id) => `${api}/issues/comments/${id}`,
      update: "PATCH",
      own: ({ user }) => user?.type === "Bot",
      limit: 65_536,
      run: `${env.GITHUB_SERVER_URL}/${env.GITHUB_REPOSITORY}/actions/runs/${env.GITHUB_RUN_ID}`,
    };
  },
  async gitlab(env) {
    const headers = { "private-token": env.GITLAB_TOKEN };
    const { username } = await call("GET", `${env.CI_API_V4_URL}/user`, headers);
    const number = env.CI_MERGE_REQUEST_IID;
    const list = `${env.CI_API_V4_URL}/projects/${env.CI_PROJECT_ID}/merge_requests/${number}/notes`;
    return {
      headers,
      request: number,
      list,
      one: (id) => `${list}/${id}`,
      update: "PUT",
      own: ({ author }) => author?.username === username,
      limit: 1_000_000,
      run: env.CI_JOB_URL,
    };
  },
};

/** The open pull request whose newest commit this is; undefined when it has moved on or is closed. */
async function pullRequestOf(api, headers, { HEAD_REPOSITORY, HEAD_BRANCH, HEAD_SHA }) {
  const head = encodeURIComponent(`${HEAD_REPOSITORY?.split("/")[0]}:${HEAD_BRANCH}`);
  const found = await call("GET", `${api}/pulls?state=open&head=${head}`, headers);
  return found.find(({ head }) => head.sha === HEAD_SHA && head.repo?.full_name === HEAD_REPOSITORY)
    ?.number;
}

/** Posts `text`, or updates the comment that begins with the same marker. Returns what it did in one sentence. */
export async function comment(text, env) {
  const [marker] = text.split("\n", 1);
  if (!MARKER.test(marker)) throw new Error("the file was not made by plan.mjs: it has no marker");
  const platform = await PLATFORMS[env.GITLAB_CI ? "gitlab" : "github"](env);
  const { headers, request, list, one, update, limit, run } = platform;
  if (request === undefined) return "No open pull request has this commit: nothing to comment.";
  const body =
    text.length <= limit
      ? text
      : `${marker}\nThe plan is too long for a comment; it is in the log of the [run](${run}).\n`;
  const former = await findComment(platform, marker);
  if (former === undefined) {
    await call("POST", list, headers, { body });
    return `Commented on ${request}.`;
  }
  await call(update, one(former.id), headers, { body });
  return `Updated the comment on ${request}.`;
}

/** Only the bot's own: anyone can write the marker. */
async function findComment({ headers, list, own }, marker) {
  for (let page = 1; ; page++) {
    const comments = await call("GET", `${list}?per_page=${PAGE}&page=${page}`, headers);
    const found = comments.find((one) => one.body?.split(/\r?\n/, 1)[0] === marker && own(one));
    if (found || comments.length < PAGE) return found;
  }
}

async function call(method, url, headers, body) {
  const response = await fetch(url, {
    method,
    headers: { ...headers, "content-type": "application/json", "user-agent": "guardduty-export" },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!response.ok) {
    throw new Error(`${method} ${url}: ${response.status} ${await response.text()}`);
  }
  return response.json();
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  try {
    console.log(await comment(fs.readFileSync(process.argv[2], "utf8"), process.env));
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
