// The grid on top of the matrix: keys, typing in place, paste from Excel. Without it every cell is a link to its own form.
// What is typed is sent at once, one cell after the other; what could not be sent stays on the page and is sent again.
(() => {
  "use strict";
  const kotak = document.querySelector("[data-kisi]");
  if (!kotak) return;
  const sempit = matchMedia("(max-width: 760px)");
  const jari = matchMedia("(pointer: coarse)");
  const pukul = new Intl.DateTimeFormat("id-ID", { timeZone: "Asia/Makassar", hour: "2-digit", minute: "2-digit" });
  const kepala = JSON.parse(document.body.getAttribute("hx-headers") || "{}");
  const tertunda = new Map(); // cell id -> text that the server does not know yet
  const jejakUrung = [];
  let penyunting = null; // { td, area, semula, awal }
  let antrean = Promise.resolve();

  // -- the table as rows of cells that may be typed
  const baris = () => [...kotak.querySelectorAll("tbody tr")].map((r) => [...r.querySelectorAll("td.kol")]);
  const bolehKetik = (td) => Boolean(td?.dataset?.sel);
  const teksDari = (td) => tertunda.get(td.id) ?? [...td.querySelectorAll("[data-p]")].map((p) => p.textContent).join("\n");
  const rapikan = (teks) => teks.split(/\r?\n/).map((t) => t.trim().replace(/\s+/g, " ")).filter(Boolean).join("\n");

  function siapkan() {
    kotak.querySelector("table")?.setAttribute("role", "grid");
    const semua = kotak.querySelectorAll("td[data-sel]");
    semua.forEach((td) => {
      td.tabIndex = -1;
      td.querySelector("a")?.setAttribute("tabindex", "-1");
    });
    if (semua[0]) semua[0].tabIndex = 0;
    kotak.tabIndex = -1;
  }

  function pilih(td) {
    if (!bolehKetik(td)) return;
    kotak.querySelectorAll('td[tabindex="0"]').forEach((x) => (x.tabIndex = -1));
    td.tabIndex = 0;
    td.focus({ preventScroll: false });
  }

  function tetangga(td, turun, kanan) {
    const semua = baris();
    let i = semua.findIndex((r) => r.includes(td));
    let j = semua[i]?.indexOf(td) ?? -1;
    for (;;) {
      i += turun;
      j += kanan;
      const calon = semua[i]?.[j];
      if (!calon) return null;
      if (bolehKetik(calon)) return calon;
    }
  }

  // -- typing in place
  function tulis(td, isi, catatan) {
    if (penyunting) tutup(true);
    const semula = [...td.childNodes];
    const awal = rapikan(teksDari(td));
    const area = document.createElement("textarea");
    area.value = isi ?? teksDari(td);
    area.setAttribute("aria-label", td.querySelector(".senyap")?.textContent || `${namaBaris(td)}, ${td.dataset.k}`);
    area.rows = Math.max(3, area.value.split("\n").length + 1);
    const alat = document.createElement("span");
    alat.className = "alat";
    alat.append(tombol("Simpan", () => tutup(true, td)), tombol("Batal", () => tutup(false, td)));
    const rinci = document.createElement("a");
    rinci.href = td.dataset.url;
    rinci.textContent = "Usulan";
    alat.append(rinci);
    td.replaceChildren(...(catatan ? [catatan] : []), area, alat);
    td.classList.add("fokus");
    penyunting = { td, area, semula, awal };
    area.focus();
    area.setSelectionRange(area.value.length, area.value.length);
  }

  const namaBaris = (td) => td.parentElement.querySelector("th b")?.textContent ?? "";

  function tombol(kata, lakukan) {
    const b = document.createElement("button");
    b.type = "button";
    b.textContent = kata;
    b.addEventListener("click", (e) => {
      e.stopPropagation();
      lakukan();
    });
    return b;
  }

  function tutup(simpan, kembali) {
    if (!penyunting) return;
    const { td, area, semula } = penyunting;
    penyunting = null;
    td.classList.remove("fokus");
    td.replaceChildren(...semula);
    if (simpan) ubah(td, area.value);
    if (kembali) pilih(document.getElementById(kembali.id));
  }

  // -- sending: one after the other, so that each knows what the one before left
  function ubah(td, teks, { urung = true } = {}) {
    teks = rapikan(teks);
    const lama = teksDari(td);
    if (teks === rapikan(lama)) return;
    if (urung) jejakUrung.push([[td.id, lama]]);
    tampilkan(td, teks);
    tertunda.set(td.id, teks);
    antrean = antrean.then(() => kirim(td.id));
  }

  function tampilkan(td, teks) {
    const isi = teks.split("\n").filter(Boolean).map((t) => {
      const p = document.createElement("span");
      p.className = "peran";
      p.dataset.p = "";
      p.textContent = t;
      return p;
    });
    const tautan = document.createElement("a");
    tautan.href = td.dataset.url;
    tautan.tabIndex = -1;
    tautan.append(...isi);
    td.replaceChildren(tautan);
    td.classList.toggle("hampa", !isi.length);
    td.classList.add("menyimpan");
  }

  async function kirim(id) {
    const td = document.getElementById(id);
    if (!td || !tertunda.has(id)) return;
    const teks = tertunda.get(id);
    status(`Menyimpan…`);
    let jawab, html;
    try {
      jawab = await minta(td.dataset.url, { teks, dikenal: td.dataset.jejak });
      html = await jawab.text();
    } catch {
      td.classList.add("gagal");
      return status(`${tertunda.size} sel belum terkirim`, true);
    }
    const baruLagi = tertunda.get(id) !== teks;
    if (!baruLagi) tertunda.delete(id);
    if (jawab.ok && !halamanUtuh(html)) {
      ganti(html, baruLagi ? id : "");
      return status(tertunda.size ? `${tertunda.size} sel belum terkirim` : `Tersimpan ${pukul.format(new Date())}`, tertunda.size);
    }
    status("Belum tersimpan", true);
    tertunda.delete(id);
    if (halamanUtuh(html)) return keluar(td, teks);
    const kini = ganti(html);
    if (kini) tulis(document.getElementById(id), teks, bandingkan(kini));
    else {
      kabarkan(html);
      tulis(td, teks);
    }
  }

  const halamanUtuh = (html) => /^\s*<!doctype/i.test(html);

  function keluar(td, teks) {
    // Signed out meanwhile: what was typed stays in the editor until he has signed in again in another tab.
    const p = document.createElement("p");
    p.className = "kini";
    p.textContent = "Sesi berakhir. Masuk lagi di tab lain, lalu simpan di sini.";
    tulis(td, teks, p);
  }

  function bandingkan(kini) {
    const p = document.createElement("p");
    p.className = "kini";
    p.textContent = `Baru saja diubah di layar lain menjadi: ${kini}. Simpan memakai isian Anda, Batal memakai yang itu.`;
    return p;
  }

  function minta(url, isi) {
    const badan = new URLSearchParams(isi);
    return fetch(url, { method: "POST", body: badan, headers: { ...kepala, "HX-Request": "true" }, credentials: "same-origin" });
  }

  // Puts the parts of an answer in place of those with the same id; returns what another screen stored, if it says so.
  function ganti(html, kecuali) {
    const wadah = document.createElement("template");
    wadah.innerHTML = html;
    const aktif = document.activeElement?.closest?.("td[data-sel]")?.id;
    const sudah = [];
    let sedang = null;
    for (const baru of wadah.content.querySelectorAll("[id]")) {
      if (baru.id === kecuali || sudah.some((x) => x.contains(baru))) continue;
      const lama = document.getElementById(baru.id);
      if (!lama) continue;
      sudah.push(baru);
      if (baru.id === penyunting?.td.id) {
        lama.dataset.jejak = baru.dataset.jejak ?? "";
        continue;
      }
      if (penyunting && lama.contains(penyunting.td)) {
        // The whole table comes back while somebody types: he goes on typing in the new one.
        sedang = [penyunting.td.id, penyunting.area.value];
        penyunting = null;
      }
      if (lama.tabIndex === 0 && baru.dataset.sel) baru.tabIndex = 0;
      else if (baru.dataset.sel) baru.tabIndex = -1;
      baru.querySelector?.(":scope > a")?.setAttribute("tabindex", "-1");
      lama.replaceWith(baru);
    }
    if (sedang) {
      siapkan();
      const td = document.getElementById(sedang[0]);
      if (bolehKetik(td)) tulis(td, sedang[1]);
    }
    if (aktif && !penyunting) document.getElementById(aktif)?.focus({ preventScroll: true });
    if (kecuali) document.getElementById(kecuali).dataset.jejak = wadah.content.getElementById(kecuali)?.dataset.jejak ?? "";
    for (const sisa of wadah.content.querySelectorAll("[data-kabar]")) status(sisa.textContent);
    return wadah.content.querySelector("[data-milik-kini]")?.textContent ?? "";
  }

  function kabarkan(html) {
    const tempat = document.getElementById("kabar");
    tempat?.insertAdjacentHTML("beforeend", html);
    if (tempat) document.dispatchEvent(new CustomEvent("htmx:load", { detail: { elt: tempat } }));
  }

  function status(kata, awas) {
    const cip = document.getElementById("tersimpan");
    if (!cip) return;
    cip.hidden = false;
    cip.textContent = kata;
    cip.classList.toggle("ok", !awas);
    cip.classList.toggle("awas", Boolean(awas));
  }

  function kirimLagi() {
    for (const id of tertunda.keys()) antrean = antrean.then(() => kirim(id));
  }
  addEventListener("online", kirimLagi);
  setInterval(() => tertunda.size && navigator.onLine && kotak.querySelector(".gagal") && kirimLagi(), 15000);
  addEventListener("beforeunload", (e) => {
    if (tertunda.size || (penyunting && rapikan(penyunting.area.value) !== penyunting.awal)) e.preventDefault();
  });

  // -- paste
  async function tempel(td, blok) {
    const [mulaiBaris, mulaiKolom] = td.dataset.sel.split(":");
    const dikenal = {};
    kotak.querySelectorAll("td[data-sel]").forEach((x) => (dikenal[x.dataset.sel] = x.dataset.jejak));
    const lama = new Map([...kotak.querySelectorAll("td[data-sel]")].map((x) => [x.id, teksDari(x)]));
    status("Menempel…");
    let jawab, html;
    try {
      jawab = await minta(kotak.dataset.tempel, {
        baris: mulaiBaris, kolom: mulaiKolom, blok, dikenal: JSON.stringify(dikenal),
      });
      html = await jawab.text();
    } catch {
      return status("Tidak tersambung, blok belum ditempel", true);
    }
    if (!jawab.ok || halamanUtuh(html)) {
      if (!halamanUtuh(html)) kabarkan(html);
      return status("Blok tidak ditempel", true);
    }
    ganti(html);
    if (!penyunting) siapkan();
    const beda = [...lama].filter(([id, teks]) => document.getElementById(id) && teksDari(document.getElementById(id)) !== teks);
    if (beda.length) jejakUrung.push(beda);
    if (!penyunting) pilih(document.getElementById(td.id));
  }

  const perluKutip = /[\t\n"]/;
  const kutip = (teks) => (perluKutip.test(teks) ? `"${teks.replaceAll('"', '""')}"` : teks);

  document.addEventListener("paste", (e) => {
    const td = document.activeElement;
    if (penyunting || !bolehKetik(td)) return;
    const blok = e.clipboardData?.getData("text/plain") ?? "";
    if (!blok.trim()) return;
    e.preventDefault();
    if (/[\t\n"]/.test(blok.replace(/\r?\n$/, ""))) antrean = antrean.then(() => tempel(td, blok));
    else ubah(td, blok);
  });
  for (const nama of ["copy", "cut"]) {
    document.addEventListener(nama, (e) => {
      const td = document.activeElement;
      if (penyunting || !bolehKetik(td) || String(getSelection())) return;
      e.preventDefault();
      e.clipboardData.setData("text/plain", kutip(teksDari(td)));
      if (nama === "cut") ubah(td, "");
    });
  }

  // -- keys
  function urungkan() {
    for (const [id, teks] of jejakUrung.pop() ?? []) {
      const td = document.getElementById(id);
      if (bolehKetik(td)) ubah(td, teks, { urung: false });
    }
  }

  const ARAH = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

  function tombolSaatMengetik(e) {
    const { td, area } = penyunting;
    if (e.target !== area) return;
    if (e.key === "Escape") {
      tutup(false, td);
    } else if (e.key === "Enter" && (e.altKey || e.shiftKey)) {
      area.setRangeText("\n", area.selectionStart, area.selectionEnd, "end");
      area.rows += 1;
    } else if (e.key === "Enter" && !jari.matches) {
      tutup(true);
      pilih(tetangga(td, 1, 0) ?? td);
    } else if (e.key === "Tab") {
      tutup(true);
      pilih(tetangga(td, 0, e.shiftKey ? -1 : 1) ?? td);
    } else return;
    e.preventDefault();
  }

  function tombolSaatMemilih(e, td) {
    const perintah = e.ctrlKey || e.metaKey;
    if (ARAH[e.key] && !perintah) {
      const ke = tetangga(td, ...ARAH[e.key]);
      if (ke) pilih(ke);
    } else if (e.key === "Home" || e.key === "End") {
      const diBaris = baris().find((r) => r.includes(td)).filter(bolehKetik);
      pilih(e.key === "Home" ? diBaris[0] : diBaris.at(-1));
    } else if (e.key === "Enter" || e.key === "F2") tulis(td);
    else if (e.key === "Delete" || e.key === "Backspace") ubah(td, "");
    else if (perintah && e.key.toLowerCase() === "d") {
      const atas = tetangga(td, -1, 0);
      if (atas) ubah(td, teksDari(atas));
    } else if (perintah && e.key.toLowerCase() === "z") urungkan();
    else if (e.key.length === 1 && !perintah && !e.altKey) {
      const ada = teksDari(td);
      tulis(td, ada ? `${ada}\n${e.key}` : e.key);
    } else return;
    e.preventDefault();
  }

  kotak.addEventListener("keydown", (e) => {
    if (e.isComposing) return;
    if (penyunting) return tombolSaatMengetik(e);
    if (bolehKetik(e.target)) tombolSaatMemilih(e, e.target);
  });

  // A first press chooses a cell, a second one types; a finger types at once.
  kotak.addEventListener("click", (e) => {
    const td = e.target.closest?.("td[data-sel]");
    if (!td || penyunting?.td === td || e.ctrlKey || e.metaKey) return;
    e.preventDefault();
    const terpilih = td.dataset.dipilih === "ya";
    if (terpilih || sempit.matches || jari.matches) tulis(td);
    else pilih(td);
  });
  kotak.addEventListener("mousedown", (e) => {
    const td = e.target.closest?.("td[data-sel]");
    if (!td || penyunting?.td === td) return;
    td.dataset.dipilih = document.activeElement === td ? "ya" : "";
    if (!penyunting) e.preventDefault(); // the link inside would take the focus from its cell
  });
  kotak.addEventListener("focusout", (e) => {
    if (penyunting && e.target === penyunting.area && !penyunting.td.contains(e.relatedTarget)) tutup(true);
  });

  siapkan();
  const tujuan = location.hash.startsWith("#s-") && document.getElementById(location.hash.slice(1));
  if (bolehKetik(tujuan)) pilih(tujuan);
})();
