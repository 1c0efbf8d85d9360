// Copies what the pages need from node_modules into static/, with licences. Run by `npm run aset`; the result is committed.
// An icon joins by its Tabler name in ikon.txt. Sorted and stripped, so the same input gives the same bytes.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const sini = dirname(fileURLToPath(import.meta.url));
const akar = join(sini, "..", "..");
const modul = (...bagian) => join(akar, "node_modules", ...bagian);
const statis = (...bagian) => join(akar, "static", ...bagian);

function simbol(nama) {
  const svg = readFileSync(modul("@tabler", "icons", "icons", "outline", `${nama}.svg`), "utf8");
  const isi = svg
    .replace(/<!--[\s\S]*?-->/g, "")
    .replace(/^[\s\S]*?<svg[\s\S]*?>/, "")
    .replace("</svg>", "")
    .replace(/<path stroke="none" d="M0 0h24v24H0z" fill="none"\s*\/>/, "")
    .replace(/\s*\/>/g, "/>")
    .replace(/>\s+</g, "><")
    .trim();
  return `<symbol id="i-${nama}" viewBox="0 0 24 24">${isi}</symbol>`;
}

const nama = [...new Set(readFileSync(join(sini, "ikon.txt"), "utf8").split(/\s+/).filter(Boolean))].sort();
for (const folder of ["ikon", "js", "font"]) mkdirSync(statis(folder), { recursive: true });
writeFileSync(
  statis("ikon", "sprite.svg"),
  `<svg xmlns="http://www.w3.org/2000/svg">\n${nama.map(simbol).join("\n")}\n</svg>\n`,
);
copyFileSync(modul("@tabler", "icons", "LICENSE"), statis("ikon", "LISENSI-Tabler.txt"));
copyFileSync(modul("htmx.org", "dist", "htmx.min.js"), statis("js", "htmx.min.js"));
copyFileSync(modul("htmx.org", "LICENSE"), statis("js", "LISENSI-htmx.txt"));
const huruf = modul("@fontsource-variable", "plus-jakarta-sans");
copyFileSync(
  join(huruf, "files", "plus-jakarta-sans-latin-wght-normal.woff2"),
  statis("font", "plus-jakarta-sans-latin.woff2"),
);
copyFileSync(join(huruf, "LICENSE"), statis("font", "LISENSI-PlusJakartaSans.txt"));
console.log(`${nama.length} ikon, htmx, dan huruf tersalin ke static/.`);
