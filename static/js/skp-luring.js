// The editor of an SKP: each field is kept on this device the moment it is typed, sent when the pen rests, and forgotten here only
// when the server has it. What was typed without a line is sent once when the line returns; sent twice it is there once, for the
// server compares values and knows new rows by the key that this file gives them.
(() => {
  "use strict";
  const tempat = document.querySelector("[data-luring]");
  if (!tempat) return;
  const JEDA = 800, ULANG = 15000, JEDA_KEMAJUAN = 900;
  const gudang = `kinerja.luring.${tempat.dataset.akun}.${tempat.dataset.versi}`;
  const cip = document.getElementById("status-simpan");
  const nama = /^f\.([a-z]+)\.(\d+|k[0-9a-f-]+)\.([A-Za-z_]+)$/;
  const jedaan = new Map();
  let jalan = false, diminta = false, jedaKemajuan = 0;

  // -- the store: one entry per field, {nilai, semula, sejak, induk, indukRhk, bentrok}
  const baca = () => { try { return JSON.parse(localStorage.getItem(gudang) || "{}"); } catch { return {}; } };
  function tulis(isi) {
    try {
      if (Object.keys(isi).length) localStorage.setItem(gudang, JSON.stringify(isi));
      else localStorage.removeItem(gudang);
      return true;
    } catch { return false; }
  }
  const medan = (n) => document.querySelector(`[name="${CSS.escape(n)}"]`);
  const jam = (ms) => new Date(ms).toLocaleTimeString("id-ID", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Makassar" }).replace(":", ".");

  // -- nothing moves under a finger: what changes the layout waits until the press is over, or its click would meet something else
  let tekan = false;
  const tertahan = new Map();
  const tenang = (apa, kerja) => { if (tekan) tertahan.set(apa, kerja); else kerja(); };
  function lepas() {
    if (!tekan) return;
    tekan = false;
    const semua = [...tertahan.values()];
    tertahan.clear();
    semua.forEach((kerja) => kerja());
  }
  addEventListener("pointerdown", () => { tekan = true; }, true);
  // The click comes after the release.
  for (const acara of ["pointerup", "pointercancel", "dragend"]) addEventListener(acara, () => setTimeout(lepas, 0), true);
  addEventListener("blur", lepas); // the window's own: released elsewhere

  function kabar(kata, jenis) {
    if (!cip) return;
    tenang("kabar", () => {
      cip.hidden = false;
      cip.className = `cip ${jenis}`;
      cip.textContent = kata;
    });
  }
  const kabarTunda = (isi) => {
    const waktu = Math.max(...Object.values(isi).map((x) => x.sejak));
    kabar(`Tersimpan di perangkat ${jam(waktu)}`, "awas");
  };

  // -- what the page showed: an element's default value, unless the server told a newer one
  const dasar = new WeakMap();
  function semula(el) {
    if (dasar.has(el)) return dasar.get(el);
    if (el instanceof HTMLSelectElement) {
      const awal = [...el.options].find((o) => o.defaultSelected) || el.options[0];
      return awal ? awal.value : "";
    }
    return el.defaultValue;
  }
  function induk(el, jenis, id) {
    if (!id.startsWith("k")) return "";
    const tanda = document.querySelector(`[name="${CSS.escape(`i.${jenis}.${id}`)}"]`);
    return tanda ? tanda.value : "";
  }

  function catat(el) {
    const cocok = nama.exec(el.name || "");
    if (!cocok || !el.closest("[data-isian]")) return;
    const isi = baca(), lama = isi[el.name];
    const awal = lama ? lama.semula : semula(el);
    if (el.value === awal && !lama) return;
    isi[el.name] = { nilai: el.value, semula: awal, sejak: Date.now(), induk: induk(el, cocok[1], cocok[2]) };
    el.classList.add("tunda");
    if (!tulis(isi)) kabar("Perangkat penuh; jangan tutup halaman ini", "galat");
    clearTimeout(jedaan.get(el.name));
    jedaan.set(el.name, setTimeout(kirim, JEDA));
    if (el.value) el.classList.remove("perlu");
  }

  // -- sending: one field at a time, in the order of typing; rows before what hangs on them
  async function kirim() {
    if (jalan) { diminta = true; return; }
    jalan = true;
    try {
      if (navigator.locks) await navigator.locks.request(gudang, kirimSemua);
      else await kirimSemua();
    } finally {
      jalan = false;
      if (diminta) { diminta = false; kirim(); }
    }
  }
  async function kirimSemua() {
    for (;;) {
      const isi = baca();
      const antre = Object.entries(isi).filter(([, x]) => !x.bentrok && !x.tolak).sort((a, b) => a[1].sejak - b[1].sejak);
      if (!antre.length) { tandai(isi); return; }
      if (!(await kirimSatu(antre[0][0], antre[0][1]))) { kabarTunda(isi); return; }
    }
  }
  function tandai(isi) {
    if (Object.keys(isi).length) kabar("Ada isian yang perlu Anda putuskan", "awas");
  }
  async function kirimSatu(n, x) {
    const [, jenis, id, kolom] = nama.exec(n);
    const data = new FormData();
    data.append(n, x.nilai);
    data.append(`o.${jenis}.${id}.${kolom}`, x.semula);
    const hitung = document.querySelector(`[name="${CSS.escape(`s.${jenis}.${id}`)}"]`);
    if (hitung) data.append(hitung.name, hitung.value);
    if (x.induk) data.append(`i.${jenis}.${id}`, x.induk);
    let jawab, isi;
    try {
      const sandi = JSON.parse(document.body.getAttribute("hx-headers") || "{}");
      jawab = await fetch(tempat.dataset.alamat, { method: "POST", body: data, headers: { Accept: "application/json", ...sandi } });
      isi = await jawab.json();
    } catch {
      if (jawab && (jawab.redirected || jawab.status === 403)) kabar("Masuk lagi untuk mengirim; ketikan aman di perangkat", "awas");
      return false;
    }
    if (jawab.ok) return selesai(n, x, isi, hitung);
    if (jawab.status === 409 && isi.bentrok) return bentrok(n, x, isi.bentrok[`${jenis}.${id}`], hitung);
    tolak(n, x, isi.tolak ? Object.values(isi.tolak)[0] : isi.kalimat || "Belum dapat disimpan.");
    return true;
  }
  function hapus(n, x) {
    const isi = baca();
    if (isi[n] && isi[n].nilai === x.nilai) delete isi[n];
    else if (isi[n]) isi[n].semula = x.nilai;
    tulis(isi);
    return isi;
  }
  function selesai(n, x, jawab, hitung) {
    const sisa = hapus(n, x), el = medan(n);
    const [, jenis, id] = nama.exec(n);
    if (el) {
      dasar.set(el, x.nilai);
      if (!sisa[n]) el.classList.remove("tunda");
      tenang(n, () => el.parentElement.querySelector(".bentrok")?.remove());
    }
    if (hitung && jawab.sunting[`${jenis}.${id}`] !== undefined) hitung.value = jawab.sunting[`${jenis}.${id}`];
    const lama = Date.now() - x.sejak > 60000;
    kabar(lama ? `Tersimpan di perangkat ${jam(x.sejak)} / terkirim ${jawab.pukul}` : `Tersimpan ${jawab.pukul}`, "ok");
    clearTimeout(jedaKemajuan);
    jedaKemajuan = setTimeout(() => kemajuan(el), JEDA_KEMAJUAN);
    if (el?.closest("[data-muat]") && el instanceof HTMLSelectElement) tenang("muat", () => location.reload());
    return true;
  }
  document.addEventListener("htmx:beforeSwap", (e) => {
    if (!tekan || e.detail.target.id !== "kemajuan") return;
    e.detail.shouldSwap = false;
    tertahan.set("kemajuan", () => kemajuan(terakhir));
  });
  let terakhir = null;
  function kemajuan(el) {
    terakhir = el;
    if (!window.htmx) return;
    if (tekan) { tertahan.set("kemajuan", () => kemajuan(el)); return; }
    const baris = el?.closest("[data-rhk]")?.dataset.rhk || el?.closest("form.rhk")?.dataset.baris?.slice(4) || "";
    const alamat = `${tempat.dataset.kemajuan}?bagian=kemajuan&rhk=${encodeURIComponent(baris)}`;
    window.htmx.ajax("GET", alamat, { target: "#kemajuan", swap: "outerHTML" }).catch(() => {});
  }

  // -- two people, two tabs: both texts stand side by side until somebody decides
  function bentrok(n, x, lain, hitung) {
    const [, , , kolom] = nama.exec(n);
    const tersimpan = lain?.isi?.[kolom] ?? "";
    const isi = baca();
    if (isi[n]) { isi[n].bentrok = tersimpan; tulis(isi); }
    if (hitung && lain) hitung.value = lain.sunting;
    tenang(n, () => tanyakan(n, x.nilai, tersimpan));
    kabar("Diubah di layar lain", "awas");
    return true;
  }
  function tombol(kata, kerja) {
    const b = document.createElement("button");
    b.type = "button";
    b.className = "tombol sempit";
    b.textContent = kata;
    b.addEventListener("click", kerja);
    return b;
  }
  function panel(el, kalimat) {
    el.parentElement.querySelector(".bentrok")?.remove();
    const kotak = document.createElement("div");
    kotak.className = "bentrok";
    kotak.setAttribute("role", "alert");
    const p = document.createElement("p");
    p.textContent = kalimat;
    kotak.append(p);
    el.after(kotak);
    return kotak;
  }
  function tanyakan(n, milik, tersimpan) {
    const el = medan(n);
    if (!el) return;
    const kotak = panel(el, "Isian ini baru saja diubah di layar lain. Versi tersimpan:");
    const kutip = document.createElement("p");
    kutip.className = "kutip";
    const pilihan = el instanceof HTMLSelectElement ? [...el.options].find((o) => o.value === tersimpan) : null;
    kutip.textContent = (pilihan ? pilihan.textContent : tersimpan) || "(kosong)";
    const aksi = document.createElement("div");
    aksi.className = "aksi";
    aksi.append(tombol("Pakai versi saya", () => putuskan(n, el.value, tersimpan)));
    aksi.append(tombol("Pakai yang tersimpan", () => putuskan(n, tersimpan, tersimpan)));
    if (el instanceof HTMLTextAreaElement) {
      aksi.append(tombol("Gabungkan", () => { el.value = `${tersimpan}\n${el.value}`; el.focus(); putuskan(n, el.value, tersimpan); }));
    }
    kotak.append(kutip, aksi);
  }
  function putuskan(n, nilai, tersimpan) {
    const el = medan(n), isi = baca();
    if (el) { el.value = nilai; dasar.set(el, tersimpan); el.parentElement.querySelector(".bentrok")?.remove(); }
    if (nilai === tersimpan) delete isi[n];
    else isi[n] = { ...isi[n], nilai, semula: tersimpan, sejak: Date.now(), bentrok: undefined };
    tulis(isi);
    if (nilai === tersimpan) { el?.classList.remove("tunda"); kabar("Memakai versi tersimpan", "ok"); }
    kirim();
  }
  function tolak(n, x, kalimat) {
    const isi = baca(), el = medan(n);
    if (isi[n]) { isi[n].tolak = kalimat; tulis(isi); }
    if (el) tenang(n, () => panel(el, kalimat));
    kabar("Belum tersimpan", "galat");
  }

  // -- rows that this browser adds
  const kunci = () => (crypto.randomUUID ? crypto.randomUUID() : `${Date.now().toString(16)}-${Math.random().toString(16).slice(2, 14)}`);
  function tambah(jenis, indukBaris, id = `k${kunci()}`) {
    const pola = document.getElementById(`pola-${jenis}`);
    const wadah = document.createElement(jenis === "iki" ? "tbody" : "div");
    wadah.innerHTML = pola.innerHTML.replaceAll("KUNCI", id).replaceAll("INDUK", indukBaris);
    const baru = wadah.firstElementChild;
    if (jenis === "iki") {
      const form = document.querySelector(`form[data-baris="${CSS.escape(`rhk.${indukBaris}`)}"]`);
      if (!form) return null;
      form.querySelector("[data-iki]").append(baru);
    } else {
      const blok = document.querySelector(`[data-blok="${CSS.escape(indukBaris)}"]`);
      blok.querySelector("[data-kosong]")?.remove();
      blok.append(baru);
    }
    return baru;
  }
  document.addEventListener("click", (e) => {
    const penambah = e.target.closest?.("[data-tambah]");
    if (penambah) {
      e.preventDefault();
      tambah(penambah.dataset.tambah, penambah.dataset.induk)?.querySelector("textarea")?.focus();
    }
    const pembuang = e.target.closest?.("[data-buang-baris]");
    if (pembuang) buang(pembuang);
  });
  function buang(pembuang) {
    const baris = pembuang.closest("tr.iki-b, form.rhk"), isi = baca();
    const milik = [...baris.querySelectorAll("[name]")].map((el) => el.name);
    const sampai = milik.some((n) => dasar.has(medan(n)));
    for (const n of milik) delete isi[n];
    tulis(isi);
    if (sampai) location.reload(); // the server has it already: there it has a number and a way to be taken out
    else baris.remove();
  }

  // -- a text field as high as its text, where the browser does not do it by itself
  function setinggi(el) {
    if (!(el instanceof HTMLTextAreaElement) || CSS.supports("field-sizing", "content")) return;
    el.rows = 1;
    const baris = parseFloat(getComputedStyle(el).lineHeight) || 22;
    el.rows = Math.min(40, Math.max(1, Math.round((el.scrollHeight - 16) / baris)));
  }

  // -- events
  document.addEventListener("input", (e) => setinggi(e.target));
  document.querySelectorAll("textarea").forEach(setinggi);
  document.addEventListener("input", (e) => catat(e.target));
  document.addEventListener("change", (e) => { catat(e.target); if (baca()[e.target.name]) kirim(); });
  document.addEventListener("submit", (e) => {
    const form = e.target;
    if (!(form instanceof HTMLFormElement) || !form.matches("[data-isian]")) return;
    if (e.submitter?.name) return; // an act: the whole form goes along, so nothing typed is left behind
    e.preventDefault();
    kirim();
  });
  addEventListener("online", kirim);
  addEventListener("offline", () => kabar("Tanpa sambungan; ketikan tersimpan di perangkat", "awas"));
  setInterval(() => { if (Object.keys(baca()).length) kirim(); }, ULANG);

  // -- text whose row is gone meanwhile: shown, never thrown away unasked
  function yatim(n, x) {
    if (document.querySelector(`[data-yatim="${CSS.escape(n)}"]`)) return;
    const kotak = document.createElement("div");
    kotak.className = "bentrok";
    kotak.dataset.yatim = n;
    const p = document.createElement("p"), kutip = document.createElement("p");
    p.textContent = "Baris ini sudah dihapus di layar lain, atau isian ini ada di halaman rinciannya. Ketikan Anda:";
    kutip.className = "kutip";
    kutip.textContent = x.nilai;
    kotak.append(p, kutip, tombol("Buang ketikan ini", () => { const isi = baca(); delete isi[n]; tulis(isi); kotak.remove(); }));
    tempat.before(kotak);
  }

  // -- what a closed tab left behind
  function pulihkan() {
    const isi = baca();
    for (const [n, x] of Object.entries(isi).sort((a, b) => a[1].sejak - b[1].sejak)) {
      const [, jenis, id] = nama.exec(n) || [];
      if (!jenis) { delete isi[n]; continue; }
      let el = medan(n);
      if (!el && id.startsWith("k") && (jenis === "iki" || jenis === "rhk")) { tambah(jenis, x.induk, id); el = medan(n); }
      if (!el) { yatim(n, x); continue; }
      el.value = x.nilai;
      el.classList.add("tunda");
      if (x.bentrok !== undefined) tanyakan(n, x.nilai, x.bentrok);
      else if (x.tolak) delete x.tolak; // it may be allowed by now
    }
    tulis(isi);
    if (Object.keys(isi).length) { kabarTunda(isi); kirim(); }
  }
  pulihkan();
  document.addEventListener("htmx:load", (e) => e.detail.elt.querySelectorAll?.("[name]").forEach((el) => {
    const x = baca()[el.name];
    if (x) { el.value = x.nilai; el.classList.add("tunda"); }
  }));
})();
