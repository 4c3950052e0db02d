// `import()` as it is written: in a TypeScript test it would be compiled to `require`.
module.exports = (url) => import(url);
