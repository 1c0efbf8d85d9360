"""What the screens of an SKP show: content with its advice and remarks, the leader's RHK beside it, what is missing, the desk.

Reading only. The editor with everything around it costs a fixed number of queries, however many rows the form has.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from django.db.models import Case, Exists, OuterRef, Value, When

from kinerja.organisasi.enums import StatusPegawai
from kinerja.organisasi.models import HubunganPenilai, Pegawai
from kinerja.organisasi.models.pilihan import pilihan
from kinerja.plumbing import jam
from kinerja.plumbing.putusan import Alasan
from skp.aturan import IsiSKP, kekurangan, kelengkapan, perspektif_kosong
from skp.aturan_smart import periksa_iki, periksa_pembagian, periksa_rhk
from skp.berakhlak import PANDUAN
from skp.enums import DIBAGI, Aspek, BentukSKP, JenisLampiran, JenisRHK, NilaiBerAKHLAK, Pendekatan, Perspektif, StatusSKP
from skp.layar_baris import (
    TANPA_KOMENTAR,
    Kemajuan,
    LayarIKI,
    LayarPerilaku,
    LayarRHK,
    Nasihat,
    RHKPimpinan,
    jangkar,
    susun_saran,
)
from skp.meja import Meja, meja_versi
from skp.models import IKI, RHK, BarisMPPH, Lampiran, LangkahSKP, VersiSKP
from skp.queries import pemilik_induk_sah
from skp.queries_isi import BarisRHK, IsiVersi, belum_mengajukan, isi_polos, isi_versi, pimpinan_menyusun
from skp.queries_mpph import berdiri


class LayarSKP:
    """A version with everything that its pages show; each part is read when a template asks, and once."""

    def __init__(self, versi: VersiSKP, isi: IsiVersi | None = None, *, pembicaraan: bool = True) -> None:
        """``pembicaraan`` False: for a reader who may not know of remarks and of advice set aside."""
        self.versi = versi
        self._pembicaraan = pembicaraan
        self.skp = versi.skp
        self._isi = isi
        self.hari = jam.hari_ini()
        #: Reasons per row that an assessor typed and that were not accepted.
        self.ketikan: Mapping[str, str] = {}
        #: Advice is set aside by the owner, not by the assessor who edits.
        self.boleh_abaikan = True

    @cached_property
    def isi(self) -> IsiVersi:
        """The content."""
        return self._isi or isi_versi(self.versi)

    # -- what kind of form it is

    @property
    def jpt(self) -> bool:
        """The form of JPT and heads of independent units."""
        return self.skp.bentuk == BentukSKP.JPT

    @property
    def kuantitatif(self) -> bool:
        """Written apart by aspek or perspektif."""
        return self.versi.pendekatan == Pendekatan.KUANTITATIF

    @property
    def beraspek(self) -> bool:
        """Its IKI name an aspek."""
        return self.kuantitatif and not self.jpt

    #: Choices of the form.
    pilihan_aspek = pilihan(Aspek)
    pilihan_perspektif = pilihan(Perspektif)
    pilihan_pendekatan = pilihan(Pendekatan)

    @property
    def lewat(self) -> int:
        """Working days past the deadline."""
        return max(0, -(self.meja.sisa or 0))

    @property
    def status(self) -> StatusSKP:
        """Of the version."""
        return StatusSKP(self.versi.status)

    # -- rows

    @cached_property
    def rhk(self) -> list[LayarRHK]:
        """All rows, block A first."""
        blok: dict[str, list[BarisRHK]] = {j.value: [] for j in JenisRHK}
        for b in self.isi.rhk:
            blok[b.rhk.jenis].append(b)
        return [self._rhk(b, b is x[0], b is x[-1]) for x in blok.values() for b in x]

    @property
    def blok(self) -> list[dict[str, Any]]:
        """Both blocks of the form."""
        judul = {JenisRHK.UTAMA: "A. Hasil kerja utama", JenisRHK.TAMBAHAN: "B. Hasil kerja tambahan"}
        return [{"jenis": j, "judul": k, "baris": [r for r in self.rhk if r.rhk.jenis == j]} for j, k in judul.items()]

    @property
    def saran(self) -> int:
        """How many pieces of advice stand."""
        return sum(len(n.berdiri) for r in self.rhk for n in (r.nasihat, *(i.nasihat for i in r.iki)))

    @property
    def formulir(self) -> list[tuple[str, str]]:
        """What may be printed: (name in the address, words)."""
        manual = [("mik", "Manual indikator")] if self.jpt else []
        return [
            ("skp", "Formulir SKP"), ("skp_lampiran", "Lampiran"), *manual, ("semua", "Semua (ZIP)"), ("salin", "Excel"),
        ]  # fmt: skip

    @property
    def belum_lengkap(self) -> list[tuple[str, str]]:
        """Everything that is missing: (sentence, anchor)."""
        return [(a.kalimat, jangkar(a)) for a in self.kemajuan.kurang]

    @property
    def utama(self) -> list[LayarRHK]:
        """Block A."""
        return [r for r in self.rhk if r.rhk.jenis == JenisRHK.UTAMA]

    @property
    def tambahan(self) -> list[LayarRHK]:
        """Block B."""
        return [r for r in self.rhk if r.rhk.jenis == JenisRHK.TAMBAHAN]

    def _rhk(self, b: BarisRHK, pertama: bool, terakhir: bool) -> LayarRHK:
        lini, awalan = b.rhk.lini_id, "" if b.rhk.jenis == JenisRHK.UTAMA else "B"
        iki = tuple(self._iki(b, i, f"{awalan}{b.nomor}.{n}") for n, i in enumerate(b.iki, 1))
        teks_induk = b.induk.uraian if b.induk else b.rhk.rhk_pimpinan_teks
        nasihat = self._nasihat(periksa_rhk(b.rhk.uraian, induk=teks_induk), (lini, None))
        return LayarRHK(
            b,
            iki,
            nasihat,
            self._komentar((lini, None)),
            self.catatan_baris.get(f"rhk:{lini}", ""),
            pertama,
            terakhir,
            self.ketikan.get(f"rhk:{lini}", ""),
        )

    def _iki(self, b: BarisRHK, i: IKI, nomor: str) -> LayarIKI:
        lain = [x.aspek for x in b.iki if x is not i and x.aspek]
        alasan = periksa_iki(b.rhk.uraian, i.uraian, i.target_teks, i.satuan, i.aspek or i.perspektif, aspek_lain=lain)
        alasan += periksa_pembagian(i.uraian, i.target_teks, i.satuan, self._bagian.get(i.lini_id, ()))
        kunci = (b.rhk.lini_id, i.lini_id)
        return LayarIKI(
            i,
            nomor,
            self._nasihat(alasan, kunci),
            self._komentar(kunci),
            self.catatan_baris.get(f"iki:{i.lini_id}", ""),
        )

    @cached_property
    def _bagian(self) -> Mapping[int, Sequence[str]]:
        """Own IKI -> targets in its unit of those who carry a share of it, as they have signed; in one query."""
        satuan = {i.lini_id: i.satuan.strip().casefold() for b in self.isi.rhk for i in b.iki if i.satuan.strip()}
        tertanda = (StatusSKP.DITETAPKAN, StatusSKP.DIAJUKAN)
        anak = IKI.objects.filter(rhk__induk_iki__in=satuan, rhk__metode__in=DIBAGI, rhk__versi__status__in=tertanda)
        urut = Case(When(rhk__versi__status=StatusSKP.DITETAPKAN, then=Value(0)), default=Value(1))
        kolom = ("rhk__induk_iki", "rhk__lini", "satuan", "target_teks")
        hasil: dict[int, dict[int, str]] = defaultdict(dict)
        for induk, lini, milik, target in anak.order_by(urut, "urut", "pk").values_list(*kolom) if satuan else ():
            if milik.strip().casefold() == satuan[induk]:
                hasil[induk].setdefault(lini, target)
        return {induk: tuple(x.values()) for induk, x in hasil.items()}

    def _nasihat(self, alasan: Iterable[Alasan], kunci: tuple[int, int | None]) -> Nasihat:
        abaikan = self.isi.abaikan.get(kunci, {})
        saran = tuple(susun_saran(a, abaikan) for a in alasan)
        return Nasihat(saran if self._pembicaraan else tuple(s for s in saran if not s.alasan))

    def _komentar(self, kunci: tuple[int, int | None]) -> tuple[int, int]:
        return self.isi.komentar.get(kunci, TANPA_KOMENTAR) if self._pembicaraan else TANPA_KOMENTAR

    @cached_property
    def perilaku(self) -> list[LayarPerilaku]:
        """The seven values."""
        return [LayarPerilaku(p, PANDUAN[NilaiBerAKHLAK(p.nilai)]) for p in self.isi.perilaku]

    @property
    def berekspektasi(self) -> int:
        """How many values have an expectation of the leader."""
        return sum(bool(p.ekspektasi) for p in self.isi.perilaku)

    @property
    def lampiran(self) -> list[tuple[JenisLampiran, list[Lampiran]]]:
        """The three blocks."""
        return [(j, self.isi.lampiran[j.value]) for j in JenisLampiran]

    # -- beside the rows

    @cached_property
    def pemilik_sah(self) -> frozenset[int]:
        """Whose RHK may be supported."""
        return pemilik_induk_sah(self.skp.pegawai_id, self.skp.siklus_id, self.hari)

    @cached_property
    def pimpinan(self) -> list[RHKPimpinan]:
        """RHK utama of the leaders, set or handed in, with how many rows support each."""
        urut = Case(When(versi__status=StatusSKP.DITETAPKAN, then=Value(0)), default=Value(1))
        semua = RHK.objects.filter(
            jenis=JenisRHK.UTAMA,
            versi__skp__pegawai__in=self.pemilik_sah,
            versi__skp__siklus=self.skp.siklus_id,
            versi__status__in=[StatusSKP.DITETAPKAN, StatusSKP.DIAJUKAN],
        )
        disebut = BarisMPPH.objects.filter(berdiri(self.skp.pegawai_id, self.hari), mpph__skp=OuterRef("versi__skp"))
        rinci = (
            semua.annotate(bermatriks=Exists(disebut))
            .select_related("versi__skp__pegawai")
            .order_by("versi__skp__pegawai__nama_urut", urut, "urut", "pk")
        )
        per_lini: dict[int, Any] = {}
        for r in rinci:
            per_lini.setdefault(r.lini_id, r)
        dukung = Counter(b.rhk.induk_lini_id for b in self.isi.rhk)
        return [RHKPimpinan(r, dukung[pk], r.bermatriks) for pk, r in per_lini.items()]

    @property
    def matriks(self) -> list[VersiSKP]:
        """SKP of leaders whose matrix gave the owner his roles."""
        milik: dict[int, VersiSKP] = {p.rhk.versi.skp_id: p.rhk.versi for p in self.pimpinan if p.bermatriks}
        return list(milik.values())

    @cached_property
    def penilai(self) -> Pegawai | None:
        """Who assesses the owner today."""
        if self.versi.penilai is not None and self.versi.penilai_id in self.pemilik_sah:
            return self.versi.penilai
        ada = HubunganPenilai.objects.pada(self.hari).filter(pegawai=self.skp.pegawai_id).select_related("penilai").first()
        return ada.penilai if ada else None

    @cached_property
    def _pimpinan_ber_skp(self) -> bool:
        """A kepala daerah has none; whoever has rows has one; for the rest the rules are asked."""
        if self.jpt or self.penilai is None or self.penilai.status == StatusPegawai.NON_ASN:
            return False
        if any(p.rhk.versi.skp.pegawai_id == self.penilai.pk for p in self.pimpinan):
            return True
        return pimpinan_menyusun(self.penilai, self.skp.siklus, self.hari)

    @cached_property
    def polos(self) -> IsiSKP:
        """The form as plain values."""
        menunggu = self.penilai is not None and self._pimpinan_ber_skp and not self.pimpinan
        halangan = belum_mengajukan(self.penilai, self.skp.siklus) if menunggu and self.penilai else ()
        return isi_polos(self.isi, self.pemilik_sah, self.penilai, self._pimpinan_ber_skp, halangan)

    @cached_property
    def kemajuan(self) -> Kemajuan:
        """What is missing."""
        return Kemajuan(kekurangan(self.polos), kelengkapan(self.polos))

    @property
    def perspektif_kosong(self) -> tuple[Perspektif, ...]:
        """For JPT: perspectives that no IKI covers. A warning, never a block."""
        if not self.jpt or not self.isi.rhk:
            return ()
        return perspektif_kosong(i.perspektif for b in self.isi.rhk for i in b.iki)

    # -- what happened, and where it lies

    @cached_property
    def kembali(self) -> LangkahSKP | None:
        """The step by which the assessor gave it back; None when it was not."""
        if self.versi.status != StatusSKP.DIKEMBALIKAN:
            return None
        cari = LangkahSKP.objects.filter(versi=self.versi, tindakan__in=["kembalikan", "sunting_penilai"])
        return cari.defer("isi").order_by("-pk").first()

    @property
    def catatan_baris(self) -> Mapping[str, str]:
        """Reasons per row of the last return."""
        return self.kembali.per_baris if self.kembali else {}

    @cached_property
    def meja(self) -> Meja:
        """On whose desk it lies."""
        return meja_versi([self.versi])[self.versi.pk]
