// The room on top of plain forms: notes are sent as they are typed, and a form that was sent is empty again.
// What could not be sent stays on the page and is sent again; nothing private is kept in the browser.
(() => {
  "use strict";
  const kepala = JSON.parse(document.body.getAttribute("hx-headers") || "{}");
  const SETELAH = 500;
  const ULANG = 5000;

  function kabari(teks, galat) {
    const cip = document.getElementById("d-simpan");
    if (!cip) return;
    cip.hidden = false;
    cip.textContent = teks;
    cip.classList.toggle("awas", Boolean(galat));
  }

  function pasang(form) {
    const area = form.querySelector("textarea");
    let tersimpan = area.value;
    let jeda = 0;
    let kirim = null;
    let berhenti = false;

    function nanti(ms) {
      clearTimeout(jeda);
      jeda = setTimeout(simpan, ms);
    }

    async function simpan() {
      if (kirim || berhenti || area.value === tersimpan) return;
      const isi = area.value;
      const data = new FormData(form);
      kabari("Menyimpan");
      kirim = fetch(form.action, { method: "POST", body: data, headers: { ...kepala, Accept: "application/json" } });
      try {
        const jawab = await kirim;
        const hasil = await jawab.json();
        if (jawab.ok) {
          tersimpan = isi;
          form.elements.sunting.value = hasil.sunting;
          kabari(`Tersimpan ${hasil.pukul}`);
          if (area.value === tersimpan) delete form.dataset.berubah;
        } else {
          berhenti = true;
          tampilkan(hasil);
        }
      } catch {
        kabari("Belum tersimpan, dicoba lagi", true);
        nanti(ULANG);
      } finally {
        kirim = null;
      }
      if (!berhenti && area.value !== tersimpan) nanti(SETELAH);
    }

    // Somebody closed the talk, or I typed in another window: the text stays, with what may be done about it.
    function tampilkan(hasil) {
      kabari("Belum tersimpan", true);
      form.querySelector("[data-tolak]")?.remove();
      const kotak = document.createElement("div");
      kotak.dataset.tolak = "";
      kotak.className = "pesan awas";
      kotak.setAttribute("role", "alert");
      const p = document.createElement("p");
      p.textContent = hasil.kalimat || "Catatan belum tersimpan. Muat ulang halaman.";
      kotak.append(p);
      if (hasil.sunting !== undefined) {
        kotak.append(tombol("Simpan yang ini", () => ulangi(hasil.sunting)));
        kotak.append(tombol("Pakai yang tersimpan", () => pakai(hasil)));
      }
      form.append(kotak);
    }

    function ulangi(sunting) {
      form.querySelector("[data-tolak]")?.remove();
      form.elements.sunting.value = sunting;
      berhenti = false;
      simpan();
    }

    function pakai(hasil) {
      form.querySelector("[data-tolak]")?.remove();
      form.elements.sunting.value = hasil.sunting;
      area.value = hasil.isi;
      tersimpan = hasil.isi;
      berhenti = false;
      delete form.dataset.berubah;
      kabari("Tersimpan");
    }

    area.addEventListener("input", () => nanti(SETELAH));
    area.addEventListener("blur", () => nanti(0));
    form.addEventListener("submit", (e) => {
      e.preventDefault();
      nanti(0);
    });
  }

  function tombol(kata, lakukan) {
    const b = document.createElement("button");
    b.type = "button";
    b.className = "tombol sempit";
    b.textContent = kata;
    b.addEventListener("click", lakukan);
    return b;
  }

  document.querySelectorAll("form[data-simpan]").forEach(pasang);
  document.addEventListener("htmx:afterRequest", (e) => {
    const form = e.detail.elt;
    if (!e.detail.successful || !form.matches?.("form[data-kosongkan]")) return;
    form.reset();
    form.closest("details")?.removeAttribute("open");
  });

  // The state of the whole room changed under this page: the forms on it are those of another state.
  const status = document.getElementById("jajak")?.dataset.status;
  document.addEventListener("htmx:afterSettle", () => {
    const kini = document.getElementById("jajak")?.dataset.status;
    if (status && kini && kini !== status && !document.querySelector("form[data-jaga][data-berubah]")) location.reload();
  });
})();
