#!/usr/bin/env node
require("../dist/sandbox/main.js");
