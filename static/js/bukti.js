// A photo becomes smaller on this device, and a file is sent in pieces that go on where the line was cut, also after the page was
// closed: what is not sent yet waits in this browser (IndexedDB) under the account's number, and leaves when it has arrived.
// Without this script the form sends the file itself.
(() => {
  "use strict";
  const form = document.getElementById("bukti-form"), jadi = document.querySelector("[data-jadi]");
  if (!(form || jadi) || !window.indexedDB || !window.crypto) return;
  const GUDANG = "bukti", AKUN = (form || jadi).dataset.akun, TANDA = `kinerja.luring.${AKUN}.bukti`;
  // -- the store: one unfinished upload per account, {kunci, nama, isi, judul, iki}
  function buka() {
    return new Promise((bisa, gagal) => {
      const minta = indexedDB.open("kinerja.bukti", 1);
      minta.onupgradeneeded = () => minta.result.createObjectStore(GUDANG);
      minta.onsuccess = () => bisa(minta.result);
      minta.onerror = () => gagal(minta.error);
    });
  }
  async function gudang(cara, lakukan) {
    const basis = await buka();
    try {
      return await new Promise((bisa, gagal) => {
        const kerja = basis.transaction(GUDANG, cara), minta = lakukan(kerja.objectStore(GUDANG));
        kerja.oncomplete = () => bisa(minta.result);
        kerja.onabort = kerja.onerror = () => gagal(kerja.error);
      });
    } finally { basis.close(); }
  }
  const baca = () => gudang("readonly", (g) => g.get(AKUN));
  async function tulis(u) {
    try {
      localStorage.setItem(TANDA, "1"); // signing out asks for it (kinerja.js)
      await gudang("readwrite", (g) => g.put(u, AKUN));
    } catch { kata.textContent = "Perangkat penuh; jangan tutup halaman ini sebelum selesai."; }
  }
  function lupakan() {
    localStorage.removeItem(TANDA);
    return gudang("readwrite", (g) => g.delete(AKUN)).catch(() => {});
  }
  if (!form) { // the page of an evidence: what became of an upload need not wait here any more
    baca().then((u) => { if (u && u.kunci === jadi.dataset.jadi) lupakan(); }).catch(() => {});
    return;
  }


  const kepala = JSON.parse(document.body.getAttribute("hx-headers") || "{}");
  const masukan = form.elements.berkas, tanda = form.elements.unggahan, judul = form.elements.judul;
  const kotak = document.getElementById("bukti-jalan");
  const [nama, cip, kata, ulang, batal] = ["nama", "cip", "kata", "ulang", "batal"].map((x) => kotak.querySelector(`[data-${x}]`));
  const garis = kotak.querySelector("progress");
  const POTONGAN = 256 * 1024, SISI = 1920, MAKS = 25 * 1024 * 1024;
  let kini = null, jalan = false, menunggu = 0, jeda = 1000, kirimNanti = false;
  for (const x of form.querySelectorAll("[data-js]")) x.hidden = false;

  const mega = (n) => `${(n / 1048576).toLocaleString("id-ID", { maximumFractionDigits: 1, minimumFractionDigits: 1 })} MB`;
  function kabar(teks, jenis, ikut) {
    cip.textContent = teks;
    cip.className = `cip ${jenis || ""}`;
    garis.classList.toggle("awas", jenis === "awas");
    if (ikut !== undefined) kata.textContent = ikut;
  }

  // -- smaller: only what the browser can draw, and only when it gets smaller
  async function perkecil(berkas) {
    if (!berkas.type.startsWith("image/") || berkas.type === "image/svg+xml" || !window.createImageBitmap) return berkas;
    try {
      const gambar = await createImageBitmap(berkas, { imageOrientation: "from-image" });
      const skala = Math.min(1, SISI / Math.max(gambar.width, gambar.height));
      const kanvas = document.createElement("canvas");
      kanvas.width = Math.max(1, Math.round(gambar.width * skala));
      kanvas.height = Math.max(1, Math.round(gambar.height * skala));
      const pena = kanvas.getContext("2d");
      pena.fillStyle = "#fff";
      pena.fillRect(0, 0, kanvas.width, kanvas.height);
      pena.drawImage(gambar, 0, 0, kanvas.width, kanvas.height);
      gambar.close();
      const kecil = await new Promise((bisa) => kanvas.toBlob(bisa, "image/jpeg", 0.82));
      const asli = berkas.type === "image/jpeg" || berkas.type === "image/png";
      if (!kecil || (asli && kecil.size >= berkas.size)) return berkas;
      return new File([kecil], `${berkas.name.replace(/\.[^.]+$/, "") || "foto"}.jpg`, { type: "image/jpeg" });
    } catch { return berkas; }
  }

  async function mulai(berkas) {
    form.querySelector("#bukti-tolak")?.remove();
    await buang();
    if (!berkas) return;
    kotak.hidden = false;
    nama.textContent = berkas.name;
    garis.value = 0;
    kabar("Menyiapkan", "", "");
    const isi = await perkecil(berkas);
    if (!isi.size || isi.size > MAKS) {
      tolak(isi.size ? "Berkasnya lebih dari 25 MB. Perkecil, atau pakai tautan ke tempat lain." : "Berkasnya kosong. Pilih berkas lain.");
      return;
    }
    kini = { kunci: crypto.randomUUID ? crypto.randomUUID() : acak(), nama: isi.name, isi, judul: judul.value, iki: form.elements.iki.value, tadi: isi.size < berkas.size ? berkas.size : 0 };
    masukan.removeAttribute("name");
    kata.textContent = ukuran();
    await tulis(kini);
    unggah();
  }
  const acak = () => [...crypto.getRandomValues(new Uint8Array(16))].map((x) => x.toString(16).padStart(2, "0")).join("");
  const ukuran = () => kini.tadi ? `${mega(kini.tadi)} diperkecil menjadi ${mega(kini.isi.size)}.` : `${mega(kini.isi.size)}.`;

  async function tanya(alamat, isi, tipe) {
    const jawab = await fetch(alamat, { method: "POST", body: isi, headers: { ...kepala, ...(tipe ? { "Content-Type": tipe } : {}), Accept: "application/json" } });
    let hasil = {};
    try { hasil = await jawab.json(); } catch { /* a page: of a proxy, or the sign-in form */ }
    if (jawab.redirected || jawab.status === 403) return { status: 403, hasil: { kalimat: hasil.kalimat || "Sesi Anda berakhir. Muat ulang halaman dan masuk lagi; berkasnya menunggu di perangkat ini." } };
    return { status: jawab.status, hasil };
  }

  async function unggah() {
    if (jalan || !kini) return;
    jalan = true;
    clearTimeout(menunggu);
    ulang.hidden = true;
    const u = kini;
    try {
      const awal = new FormData();
      for (const x of ["kunci", "nama"]) awal.append(x, u[x]);
      awal.append("ukuran", u.isi.size);
      let jawab = await tanya(form.dataset.unggah, awal);
      while (kini === u) {
        if (jawab.status === 409 && "diterima" in jawab.hasil) jawab = { status: 200, hasil: jawab.hasil };
        if (jawab.status >= 500 || jawab.status === 429) throw new Error(jawab.hasil.kalimat || "");
        if (jawab.status !== 200 || !("diterima" in jawab.hasil)) { tolak(jawab.hasil.kalimat || "Unggahan ditolak. Pilih berkasnya lagi."); return; }
        const sampai = jawab.hasil.diterima;
        jeda = 1000;
        garis.value = Math.floor((sampai / u.isi.size) * 100);
        kabar(`${garis.value}%`, "");
        if (jawab.hasil.jadi) { await lupakan(); kini = null; masukan.name = "berkas"; kotak.hidden = true; return; }
        if (sampai >= u.isi.size) { selesai(); return; }
        const potongan = u.isi.slice(sampai, sampai + POTONGAN);
        jawab = await tanya(`${form.dataset.unggah}${u.kunci}/${sampai}/`, await potongan.arrayBuffer(), "application/octet-stream");
      }
    } catch (galat) {
      if (kini !== u) return;
      kabar(`Jeda di ${garis.value}%`, "awas", `${ukuran()} ${galat.message && !(galat instanceof TypeError) ? galat.message : `Dilanjutkan dari ${garis.value}% saat tersambung, tidak dari awal.`}`);
      ulang.hidden = false;
      menunggu = setTimeout(unggah, jeda);
      jeda = Math.min(jeda * 2, 30000);
    } finally {
      jalan = false;
      if (kini && kini !== u) unggah();
    }
  }
  function selesai() {
    tanda.value = kini.kunci;
    garis.value = 100;
    kabar("Terunggah", "ok", `${ukuran()} Tekan Simpan bukti untuk menyimpannya.`);
    if (kirimNanti) form.requestSubmit();
  }
  function tolak(kalimat) {
    kirimNanti = false;
    lupakan();
    kini = null;
    tanda.value = "";
    masukan.value = "";
    masukan.name = "berkas";
    kabar("Ditolak", "galat", kalimat);
    ulang.hidden = true;
  }
  async function buang() {
    const lama = kini;
    kini = null;
    kirimNanti = false;
    tanda.value = "";
    masukan.name = "berkas";
    clearTimeout(menunggu);
    if (!lama) return;
    await lupakan();
    tanya(`${form.dataset.unggah}${lama.kunci}/batal/`, "").catch(() => {});
  }

  masukan.addEventListener("change", () => mulai(masukan.files[0]));
  batal.addEventListener("click", async () => { await buang(); masukan.value = ""; kotak.hidden = true; masukan.focus(); });
  ulang.addEventListener("click", unggah);
  addEventListener("online", unggah);
  for (const x of [judul, form.elements.iki]) x.addEventListener("change", () => { if (kini) { kini[x.name] = x.value; tulis(kini); } });
  form.addEventListener("submit", (e) => {
    if (!kini) return;
    if (!tanda.value) {
      e.preventDefault();
      e.stopImmediatePropagation();
      kirimNanti = true;
      kabar(cip.textContent, "awas", `${ukuran()} Bukti disimpan sendiri begitu berkasnya sampai.`);
      unggah();
    }
  }, true);

  // -- what a closed page left behind goes on; one that has become an evidence is forgotten
  (async () => {
    const lama = await baca().catch(() => null);
    if (!lama || !lama.isi) {
      if (tanda.value) { kotak.hidden = false; nama.textContent = "Berkas sudah terunggah"; garis.value = 100; kabar("Terunggah", "ok", "Perbaiki isian di bawah, lalu simpan."); }
      return;
    }
    kini = lama;
    if (!judul.value) judul.value = lama.judul || "";
    if (!form.elements.iki.value && [...form.elements.iki.options].some((o) => o.value === lama.iki)) form.elements.iki.value = lama.iki;
    masukan.removeAttribute("name");
    kotak.hidden = false;
    nama.textContent = lama.nama;
    kabar("Melanjutkan", "", ukuran());
    unggah();
  })();
})();
