
import django.contrib.postgres.constraints
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.functions.text
import kinerja.organisasi.enums
import kinerja.plumbing.migrasi
import kinerja.plumbing.rentang
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('pghistory', '0007_auto_20250421_0444'),
        ('plumbing', '0001_jam'),
    ]

    operations = [
        migrations.CreateModel(
            name='Jabatan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('siasn_id', models.CharField(blank=True, max_length=36, null=True, unique=True)),
                ('nama', models.CharField(max_length=200)),
                ('jenis', models.CharField(choices=[('KEPALA_DAERAH', 'Kepala daerah'), ('JPT_UTAMA', 'JPT utama'), ('JPT_MADYA', 'JPT madya'), ('JPT_PRATAMA', 'JPT pratama'), ('PIMPINAN_UNIT_MANDIRI', 'Pimpinan unit kerja mandiri'), ('ADMINISTRATOR', 'Administrator'), ('PENGAWAS', 'Pengawas'), ('PELAKSANA', 'Pelaksana'), ('JF', 'Jabatan fungsional')], max_length=30)),
                ('eselon', models.CharField(blank=True, max_length=8)),
                ('jenjang_jf', models.CharField(blank=True, choices=[('PM', 'Pemula'), ('TR', 'Terampil'), ('MH', 'Mahir'), ('PY', 'Penyelia'), ('PT', 'Ahli Pertama'), ('MU', 'Ahli Muda'), ('MA', 'Ahli Madya'), ('UT', 'Ahli Utama')], max_length=2)),
                ('kelas', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('instansi_pembina', models.CharField(blank=True, max_length=150)),
            ],
            options={
                'indexes': [models.Index(fields=['nama'], name='jabatan_nama')],
                'constraints': [models.CheckConstraint(condition=models.Q(('jenis__in', ['KEPALA_DAERAH', 'JPT_UTAMA', 'JPT_MADYA', 'JPT_PRATAMA', 'PIMPINAN_UNIT_MANDIRI', 'ADMINISTRATOR', 'PENGAWAS', 'PELAKSANA', 'JF'])), name='jabatan_jenis'), models.CheckConstraint(condition=models.Q(('jenjang_jf', ''), ('jenis', kinerja.organisasi.enums.JenisJabatan['JF']), _connector='OR'), name='jabatan_jenjang_hanya_jf')],
            },
        ),
        migrations.CreateModel(
            name='Pegawai',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('pns_id', models.CharField(blank=True, max_length=36, null=True, unique=True)),
                ('nip', models.CharField(blank=True, max_length=18, null=True, unique=True)),
                ('nama', models.CharField(max_length=150)),
                ('gelar_depan', models.CharField(blank=True, max_length=40)),
                ('gelar_belakang', models.CharField(blank=True, max_length=60)),
                ('nama_urut', models.GeneratedField(db_persist=True, expression=django.db.models.functions.text.Lower('nama'), output_field=models.CharField(max_length=150))),
                ('lahir', models.DateField(blank=True, null=True)),
                ('jk', models.CharField(blank=True, choices=[('L', 'Laki-laki'), ('P', 'Perempuan')], max_length=1)),
                ('status', models.CharField(choices=[('PNS', 'PNS'), ('CPNS', 'CPNS'), ('PPPK', 'PPPK'), ('PPPK_PARUH_WAKTU', 'PPPK paruh waktu'), ('NON_ASN', 'Bukan ASN')], max_length=20)),
                ('golongan', models.CharField(blank=True, max_length=8)),
                ('tmt_golongan', models.DateField(blank=True, null=True)),
                ('kedudukan_hukum', models.CharField(blank=True, max_length=80)),
                ('berhenti_sejak', models.DateField(blank=True, help_text='Pensiun, meninggal, pindah instansi, diberhentikan.', null=True)),
                ('hilang_sejak', models.DateField(blank=True, help_text='Tidak ada pada ekspor SIASN terakhir; ditandai, tidak dihapus.', null=True)),
                ('cari', django.contrib.postgres.search.SearchVectorField(editable=False, null=True)),
            ],
            options={
                'ordering': ('nama_urut', 'pk'),
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['cari'], name='pegawai_cari'), models.Index(fields=['nama_urut', 'id'], name='pegawai_nama_urut')],
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['PNS', 'CPNS', 'PPPK', 'PPPK_PARUH_WAKTU', 'NON_ASN'])), name='pegawai_status'), models.CheckConstraint(condition=models.Q(('nama', ''), _negated=True), name='pegawai_bernama'), models.CheckConstraint(condition=models.Q(models.Q(('nip__isnull', True), ('status', kinerja.organisasi.enums.StatusPegawai['NON_ASN'])), models.Q(models.Q(('status', kinerja.organisasi.enums.StatusPegawai['NON_ASN']), _negated=True), ('nip__isnull', False), ('nip__regex', '^[0-9]{18}$')), _connector='OR'), name='pegawai_nip_kecuali_non_asn')],
            },
        ),
        migrations.CreateModel(
            name='UnitKerja',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('depth', models.PositiveIntegerField()),
                ('numchild', models.PositiveIntegerField(default=0)),
                ('path', models.CharField(db_collation='C', max_length=255, unique=True)),
                ('siasn_id', models.CharField(blank=True, max_length=36, null=True, unique=True)),
                ('kode', models.CharField(blank=True, help_text='Kode pada berkas pohon unit.', max_length=40)),
                ('nama_kini', models.CharField(help_text='Nama yang berlaku sekarang; riwayatnya di MasaUnit.', max_length=200)),
                ('jabatan_kepala', models.CharField(blank=True, max_length=200)),
            ],
            options={
                'ordering': ('path',),
            },
        ),
        migrations.CreateModel(
            name='Akun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('email', models.EmailField(blank=True, max_length=254, null=True, unique=True)),
                ('nama', models.CharField(blank=True, max_length=150)),
                ('is_active', models.BooleanField(default=True)),
                ('demo', models.BooleanField(default=False, help_text='Akun contoh: tanpa faktor kedua, hanya pada data contoh.')),
                ('aktif_sejak', models.DateTimeField(blank=True, null=True)),
                ('pegawai', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='akun', to='organisasi.pegawai')),
                ('faktor_diatur_ulang_pada', models.DateTimeField(blank=True, null=True)),
                ('peran_demo', models.CharField(blank=True, help_text='Nama akun contoh pada daftar akun contoh.', max_length=30)),
            ],
            options={
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('email'), name='akun_email_tanpa_beda_huruf'), models.CheckConstraint(condition=models.Q(('pegawai__isnull', False), models.Q(models.Q(('nama', ''), _negated=True), ('email__isnull', False)), _connector='OR'), name='akun_bernama')],
            },
        ),
        migrations.CreateModel(
            name='JabatanEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('siasn_id', models.CharField(blank=True, max_length=36, null=True)),
                ('nama', models.CharField(max_length=200)),
                ('jenis', models.CharField(choices=[('KEPALA_DAERAH', 'Kepala daerah'), ('JPT_UTAMA', 'JPT utama'), ('JPT_MADYA', 'JPT madya'), ('JPT_PRATAMA', 'JPT pratama'), ('PIMPINAN_UNIT_MANDIRI', 'Pimpinan unit kerja mandiri'), ('ADMINISTRATOR', 'Administrator'), ('PENGAWAS', 'Pengawas'), ('PELAKSANA', 'Pelaksana'), ('JF', 'Jabatan fungsional')], max_length=30)),
                ('eselon', models.CharField(blank=True, max_length=8)),
                ('jenjang_jf', models.CharField(blank=True, choices=[('PM', 'Pemula'), ('TR', 'Terampil'), ('MH', 'Mahir'), ('PY', 'Penyelia'), ('PT', 'Ahli Pertama'), ('MU', 'Ahli Muda'), ('MA', 'Ahli Madya'), ('UT', 'Ahli Utama')], max_length=2)),
                ('kelas', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('instansi_pembina', models.CharField(blank=True, max_length=150)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='organisasi.jabatan')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='MasaKhusus',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('jenis', models.CharField(choices=[('TUBEL', 'Tugas belajar'), ('CLTN', 'Cuti di luar tanggungan negara'), ('MPP', 'Masa persiapan pensiun'), ('CUTI', 'Cuti panjang'), ('DIPERBANTUKAN', 'Diperbantukan atau dipekerjakan'), ('DIBERHENTIKAN_SEMENTARA', 'Diberhentikan sementara')], max_length=30)),
                ('sk', models.CharField(blank=True, max_length=80)),
                ('berlaku', kinerja.plumbing.rentang.RentangTanggal()),
                ('pegawai', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='masa_khusus', to='organisasi.pegawai')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('jenis__in', ['TUBEL', 'CLTN', 'MPP', 'CUTI', 'DIPERBANTUKAN', 'DIBERHENTIKAN_SEMENTARA'])), name='masakhusus_jenis'), models.CheckConstraint(condition=models.Q(('berlaku__isempty', False), ('berlaku__startswith__isnull', False)), name='masakhusus_berlaku_berisi'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('jenis', 'TUBEL')), expressions=[(kinerja.plumbing.rentang.SatuId('pegawai_id'), '&&'), ('berlaku', '&&')], name='masakhusus_satu_tubel'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('jenis', 'CLTN')), expressions=[(kinerja.plumbing.rentang.SatuId('pegawai_id'), '&&'), ('berlaku', '&&')], name='masakhusus_satu_cltn'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('jenis', 'MPP')), expressions=[(kinerja.plumbing.rentang.SatuId('pegawai_id'), '&&'), ('berlaku', '&&')], name='masakhusus_satu_mpp'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('jenis', 'CUTI')), expressions=[(kinerja.plumbing.rentang.SatuId('pegawai_id'), '&&'), ('berlaku', '&&')], name='masakhusus_satu_cuti'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('jenis', 'DIPERBANTUKAN')), expressions=[(kinerja.plumbing.rentang.SatuId('pegawai_id'), '&&'), ('berlaku', '&&')], name='masakhusus_satu_diperbantukan'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('jenis', 'DIBERHENTIKAN_SEMENTARA')), expressions=[(kinerja.plumbing.rentang.SatuId('pegawai_id'), '&&'), ('berlaku', '&&')], name='masakhusus_satu_diberhentikan_sementara')],
            },
        ),
        migrations.CreateModel(
            name='MasaUnit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('nama', models.CharField(max_length=200)),
                ('singkatan', models.CharField(blank=True, max_length=40)),
                ('jenis', models.CharField(choices=[('PEMDA', 'PEMDA'), ('SETDA', 'SETDA'), ('ASISTEN', 'ASISTEN'), ('BAGIAN', 'BAGIAN'), ('STAF_AHLI', 'STAF_AHLI'), ('SETWAN', 'SETWAN'), ('INSPEKTORAT', 'INSPEKTORAT'), ('IRBAN', 'IRBAN'), ('DINAS', 'DINAS'), ('BADAN', 'BADAN'), ('SATPOLPP', 'SATPOLPP'), ('KECAMATAN', 'KECAMATAN'), ('KELURAHAN', 'KELURAHAN'), ('SEKRETARIAT', 'SEKRETARIAT'), ('BIDANG', 'BIDANG'), ('SUBBAGIAN', 'SUBBAGIAN'), ('SEKSI', 'SEKSI'), ('UPTD', 'UPTD'), ('UPTD_SATPEN', 'UPTD_SATPEN'), ('UPTD_PUSKESMAS', 'UPTD_PUSKESMAS'), ('UPTD_RSUD', 'UPTD_RSUD'), ('LAINNYA', 'LAINNYA')], default=kinerja.organisasi.enums.JenisUnit['LAINNYA'], max_length=20)),
                ('organisasi', models.BooleanField(default=False)),
                ('hari_kerja', models.PositiveSmallIntegerField(default=5)),
                ('berlaku', kinerja.plumbing.rentang.RentangTanggal()),
                ('induk', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='masa_anak', to='organisasi.unitkerja')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='masa', to='organisasi.unitkerja')),
            ],
            options={
                'indexes': [django.contrib.postgres.indexes.GistIndex(fields=['berlaku'], name='masaunit_berlaku')],
                'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(kinerja.plumbing.rentang.SatuId('unit_id'), '&&'), ('berlaku', '&&')], name='masaunit_satu_per_tanggal'), models.CheckConstraint(condition=models.Q(('berlaku__isempty', False), ('berlaku__startswith__isnull', False)), name='masaunit_berlaku_berisi'), models.CheckConstraint(condition=models.Q(('jenis__in', ['PEMDA', 'SETDA', 'ASISTEN', 'BAGIAN', 'STAF_AHLI', 'SETWAN', 'INSPEKTORAT', 'IRBAN', 'DINAS', 'BADAN', 'SATPOLPP', 'KECAMATAN', 'KELURAHAN', 'SEKRETARIAT', 'BIDANG', 'SUBBAGIAN', 'SEKSI', 'UPTD', 'UPTD_SATPEN', 'UPTD_PUSKESMAS', 'UPTD_RSUD', 'LAINNYA'])), name='masaunit_jenis'), models.CheckConstraint(condition=models.Q(('hari_kerja__in', [5, 6])), name='masaunit_hari_kerja'), models.CheckConstraint(condition=models.Q(('induk', models.F('unit')), _negated=True), name='masaunit_bukan_induk_sendiri')],
            },
        ),
        migrations.CreateModel(
            name='PegawaiEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('pns_id', models.CharField(blank=True, max_length=36, null=True)),
                ('nip', models.CharField(blank=True, max_length=18, null=True)),
                ('nama', models.CharField(max_length=150)),
                ('gelar_depan', models.CharField(blank=True, max_length=40)),
                ('gelar_belakang', models.CharField(blank=True, max_length=60)),
                ('lahir', models.DateField(blank=True, null=True)),
                ('jk', models.CharField(blank=True, choices=[('L', 'Laki-laki'), ('P', 'Perempuan')], max_length=1)),
                ('status', models.CharField(choices=[('PNS', 'PNS'), ('CPNS', 'CPNS'), ('PPPK', 'PPPK'), ('PPPK_PARUH_WAKTU', 'PPPK paruh waktu'), ('NON_ASN', 'Bukan ASN')], max_length=20)),
                ('golongan', models.CharField(blank=True, max_length=8)),
                ('tmt_golongan', models.DateField(blank=True, null=True)),
                ('kedudukan_hukum', models.CharField(blank=True, max_length=80)),
                ('berhenti_sejak', models.DateField(blank=True, help_text='Pensiun, meninggal, pindah instansi, diberhentikan.', null=True)),
                ('hilang_sejak', models.DateField(blank=True, help_text='Tidak ada pada ekspor SIASN terakhir; ditandai, tidak dihapus.', null=True)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='organisasi.pegawai')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PenilaiKosong',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('masalah', models.CharField(choices=[('TANPA_PENUGASAN', 'Belum ada penugasan di unit mana pun'), ('UNIT_TAK_BERLAKU', 'Unit tempat bertugas tidak berlaku lagi'), ('PIMPINAN_KOSONG', 'Tidak ada pimpinan di jalur atasannya'), ('LINGKARAN', 'Rantai penilai berputar kembali'), ('PENILAI_TIDAK_AKTIF', 'Penilai yang ditunjuk sedang tidak aktif')], max_length=30)),
                ('alasan', models.JSONField(default=list)),
                ('berlaku', kinerja.plumbing.rentang.RentangTanggal()),
                ('pegawai', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='penilai_kosong', to='organisasi.pegawai')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisasi.unitkerja')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('masalah__in', ['TANPA_PENUGASAN', 'UNIT_TAK_BERLAKU', 'PIMPINAN_KOSONG', 'LINGKARAN', 'PENILAI_TIDAK_AKTIF'])), name='penilaikosong_masalah'), models.CheckConstraint(condition=models.Q(('berlaku__isempty', False), ('berlaku__startswith__isnull', False)), name='penilaikosong_berisi'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(kinerja.plumbing.rentang.SatuId('pegawai_id'), '&&'), ('berlaku', '&&')], name='penilaikosong_satu')],
            },
        ),
        migrations.CreateModel(
            name='Penugasan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sifat', models.CharField(choices=[('DEFINITIF', 'Definitif'), ('PLT', 'Plt.'), ('PLH', 'Plh.'), ('PJ', 'Pj.'), ('TUGAS_TAMBAHAN', 'Tugas tambahan')], max_length=20)),
                ('memimpin', models.BooleanField(default=False)),
                ('sk', models.CharField(blank=True, max_length=80)),
                ('tanggal_sk', models.DateField(blank=True, null=True)),
                ('berlaku', kinerja.plumbing.rentang.RentangTanggal()),
                ('jabatan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='penugasan', to='organisasi.jabatan')),
                ('pegawai', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='penugasan', to='organisasi.pegawai')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='penugasan', to='organisasi.unitkerja')),
            ],
            options={
                'indexes': [django.contrib.postgres.indexes.GistIndex(fields=['berlaku'], name='penugasan_berlaku'), models.Index(condition=models.Q(('memimpin', True)), fields=['unit'], name='penugasan_pimpinan')],
                'constraints': [models.CheckConstraint(condition=models.Q(('sifat__in', ['DEFINITIF', 'PLT', 'PLH', 'PJ', 'TUGAS_TAMBAHAN'])), name='penugasan_sifat'), models.CheckConstraint(condition=models.Q(('berlaku__isempty', False), ('berlaku__startswith__isnull', False)), name='penugasan_berlaku_berisi'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('sifat', 'DEFINITIF')), expressions=[(kinerja.plumbing.rentang.SatuId('pegawai_id'), '&&'), ('berlaku', '&&')], name='penugasan_satu_definitif'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('memimpin', True), ('sifat__in', ['DEFINITIF', 'TUGAS_TAMBAHAN'])), expressions=[(kinerja.plumbing.rentang.SatuId('unit_id'), '&&'), ('berlaku', '&&')], name='penugasan_satu_pimpinan'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('memimpin', True), ('sifat__in', ['PLT', 'PJ'])), expressions=[(kinerja.plumbing.rentang.SatuId('unit_id'), '&&'), ('berlaku', '&&')], name='penugasan_satu_plt'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('memimpin', True), ('sifat', 'PLH')), expressions=[(kinerja.plumbing.rentang.SatuId('unit_id'), '&&'), ('berlaku', '&&')], name='penugasan_satu_plh'), models.CheckConstraint(condition=models.Q(('sifat', 'DEFINITIF'), ('memimpin', True), _connector='OR'), name='penugasan_sementara_memimpin'), models.CheckConstraint(condition=models.Q(('sifat', 'DEFINITIF'), models.Q(('sk', ''), _negated=True), _connector='OR'), name='penugasan_bersurat')],
            },
        ),
        migrations.CreateModel(
            name='TimKerja',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('nama', models.CharField(max_length=200)),
                ('sk', models.CharField(blank=True, max_length=80)),
                ('berlaku', kinerja.plumbing.rentang.RentangTanggal()),
                ('ketua', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tim_dipimpin', to='organisasi.pegawai')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tim', to='organisasi.unitkerja')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('berlaku__isempty', False), ('berlaku__startswith__isnull', False)), name='timkerja_berlaku_berisi')],
            },
        ),
        migrations.CreateModel(
            name='AkunEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('email', models.EmailField(blank=True, max_length=254, null=True)),
                ('nama', models.CharField(blank=True, max_length=150)),
                ('is_active', models.BooleanField(default=True)),
                ('demo', models.BooleanField(default=False, help_text='Akun contoh: tanpa faktor kedua, hanya pada data contoh.')),
                ('aktif_sejak', models.DateTimeField(blank=True, null=True)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to=settings.AUTH_USER_MODEL)),
                ('pegawai', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisasi.pegawai')),
                ('faktor_diatur_ulang_pada', models.DateTimeField(blank=True, null=True)),
                ('peran_demo', models.CharField(blank=True, help_text='Nama akun contoh pada daftar akun contoh.', max_length=30)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='AnggotaTim',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('berlaku', kinerja.plumbing.rentang.RentangTanggal()),
                ('pegawai', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='keanggotaan_tim', to='organisasi.pegawai')),
                ('tim', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='anggota', to='organisasi.timkerja')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('berlaku__isempty', False), ('berlaku__startswith__isnull', False)), name='anggotatim_berlaku_berisi'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(kinerja.plumbing.rentang.SatuId('tim_id'), '&&'), (kinerja.plumbing.rentang.SatuId('pegawai_id'), '&&'), ('berlaku', '&&')], name='anggotatim_sekali')],
            },
        ),
        migrations.CreateModel(
            name='KodeAktivasi',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sidik', models.CharField(max_length=64, unique=True)),
                ('lembar', models.BooleanField(default=False)),
                ('dibuat_pada', models.DateTimeField()),
                ('kedaluwarsa', models.DateTimeField()),
                ('dipakai_pada', models.DateTimeField(blank=True, null=True)),
                ('akun', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='kode_aktivasi', to=settings.AUTH_USER_MODEL)),
                ('oleh', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('kedaluwarsa__gt', models.F('dibuat_pada'))), name='kodeaktivasi_urut')],
            },
        ),
        migrations.CreateModel(
            name='MasaKhususEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('jenis', models.CharField(choices=[('TUBEL', 'Tugas belajar'), ('CLTN', 'Cuti di luar tanggungan negara'), ('MPP', 'Masa persiapan pensiun'), ('CUTI', 'Cuti panjang'), ('DIPERBANTUKAN', 'Diperbantukan atau dipekerjakan'), ('DIBERHENTIKAN_SEMENTARA', 'Diberhentikan sementara')], max_length=30)),
                ('sk', models.CharField(blank=True, max_length=80)),
                ('berlaku', kinerja.plumbing.rentang.RentangTanggal()),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='organisasi.masakhusus')),
                ('pegawai', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisasi.pegawai')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='MasaUnitEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('nama', models.CharField(max_length=200)),
                ('singkatan', models.CharField(blank=True, max_length=40)),
                ('jenis', models.CharField(choices=[('PEMDA', 'PEMDA'), ('SETDA', 'SETDA'), ('ASISTEN', 'ASISTEN'), ('BAGIAN', 'BAGIAN'), ('STAF_AHLI', 'STAF_AHLI'), ('SETWAN', 'SETWAN'), ('INSPEKTORAT', 'INSPEKTORAT'), ('IRBAN', 'IRBAN'), ('DINAS', 'DINAS'), ('BADAN', 'BADAN'), ('SATPOLPP', 'SATPOLPP'), ('KECAMATAN', 'KECAMATAN'), ('KELURAHAN', 'KELURAHAN'), ('SEKRETARIAT', 'SEKRETARIAT'), ('BIDANG', 'BIDANG'), ('SUBBAGIAN', 'SUBBAGIAN'), ('SEKSI', 'SEKSI'), ('UPTD', 'UPTD'), ('UPTD_SATPEN', 'UPTD_SATPEN'), ('UPTD_PUSKESMAS', 'UPTD_PUSKESMAS'), ('UPTD_RSUD', 'UPTD_RSUD'), ('LAINNYA', 'LAINNYA')], default=kinerja.organisasi.enums.JenisUnit['LAINNYA'], max_length=20)),
                ('organisasi', models.BooleanField(default=False)),
                ('hari_kerja', models.PositiveSmallIntegerField(default=5)),
                ('berlaku', kinerja.plumbing.rentang.RentangTanggal()),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='organisasi.masaunit')),
                ('induk', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisasi.unitkerja')),
                ('unit', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisasi.unitkerja')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Pendelegasian',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('nomor', models.CharField(max_length=80)),
                ('tanggal', models.DateField()),
                ('tentang', models.CharField(blank=True, max_length=250)),
                ('dicabut_pada', models.DateField(blank=True, null=True)),
                ('alasan_cabut', models.CharField(blank=True, max_length=250)),
                ('berlaku', kinerja.plumbing.rentang.RentangTanggal()),
                ('oleh', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('penilai', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='pendelegasian_diterima', to='organisasi.pegawai')),
                ('unit_penilai', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='pendelegasian_diterima', to='organisasi.unitkerja')),
                ('alasan', models.CharField(blank=True, help_text='Mengapa ditunjuk pejabat di bawah pengawas.', max_length=250)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('berlaku__isempty', False), ('berlaku__startswith__isnull', False)), name='pendelegasian_berlaku_berisi'), models.CheckConstraint(condition=models.Q(models.Q(('penilai__isnull', False), ('unit_penilai__isnull', True)), models.Q(('penilai__isnull', True), ('unit_penilai__isnull', False)), _connector='OR'), name='pendelegasian_orang_atau_kantor'), models.CheckConstraint(condition=models.Q(('nomor', ''), _negated=True), name='pendelegasian_bernomor')],
            },
        ),
        migrations.CreateModel(
            name='PenugasanEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('sifat', models.CharField(choices=[('DEFINITIF', 'Definitif'), ('PLT', 'Plt.'), ('PLH', 'Plh.'), ('PJ', 'Pj.'), ('TUGAS_TAMBAHAN', 'Tugas tambahan')], max_length=20)),
                ('memimpin', models.BooleanField(default=False)),
                ('sk', models.CharField(blank=True, max_length=80)),
                ('tanggal_sk', models.DateField(blank=True, null=True)),
                ('berlaku', kinerja.plumbing.rentang.RentangTanggal()),
                ('jabatan', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisasi.jabatan')),
                ('pegawai', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisasi.pegawai')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='organisasi.penugasan')),
                ('unit', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisasi.unitkerja')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PeranAkun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('peran', models.CharField(choices=[('ADMIN_UNIT', 'Admin unit (kepegawaian)'), ('ADMIN_BKPSDM', 'Admin BKPSDM'), ('TIM_PENILAI', 'Tim Penilai Kinerja'), ('PYB', 'Pejabat yang Berwenang'), ('AUDITOR', 'Auditor (Inspektorat)')], max_length=20)),
                ('berlaku', kinerja.plumbing.rentang.RentangTanggal()),
                ('akun', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='peran_akun', to=settings.AUTH_USER_MODEL)),
                ('oleh', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisasi.unitkerja')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('peran__in', ['ADMIN_UNIT', 'ADMIN_BKPSDM', 'TIM_PENILAI', 'PYB', 'AUDITOR'])), name='peranakun_peran'), models.CheckConstraint(condition=models.Q(('berlaku__isempty', False), ('berlaku__startswith__isnull', False)), name='peranakun_berisi'), models.CheckConstraint(condition=models.Q(models.Q(('peran', kinerja.organisasi.enums.Peran['ADMIN_UNIT']), _negated=True), ('unit__isnull', False), _connector='OR'), name='peranakun_admin_unit_berunit'), models.CheckConstraint(condition=models.Q(('peran', kinerja.organisasi.enums.Peran['ADMIN_UNIT']), ('unit__isnull', True), _connector='OR'), name='peranakun_lainnya_tanpa_unit'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('peran', 'ADMIN_UNIT')), expressions=[(kinerja.plumbing.rentang.SatuId('akun_id'), '&&'), (kinerja.plumbing.rentang.SatuId('unit_id'), '&&'), ('berlaku', '&&')], name='peranakun_sekali_admin_unit'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('peran', 'ADMIN_BKPSDM')), expressions=[(kinerja.plumbing.rentang.SatuId('akun_id'), '&&'), (kinerja.plumbing.rentang.SatuId('unit_id'), '&&'), ('berlaku', '&&')], name='peranakun_sekali_admin_bkpsdm'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('peran', 'TIM_PENILAI')), expressions=[(kinerja.plumbing.rentang.SatuId('akun_id'), '&&'), (kinerja.plumbing.rentang.SatuId('unit_id'), '&&'), ('berlaku', '&&')], name='peranakun_sekali_tim_penilai'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('peran', 'PYB')), expressions=[(kinerja.plumbing.rentang.SatuId('akun_id'), '&&'), (kinerja.plumbing.rentang.SatuId('unit_id'), '&&'), ('berlaku', '&&')], name='peranakun_sekali_pyb'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('peran', 'AUDITOR')), expressions=[(kinerja.plumbing.rentang.SatuId('akun_id'), '&&'), (kinerja.plumbing.rentang.SatuId('unit_id'), '&&'), ('berlaku', '&&')], name='peranakun_sekali_auditor')],
            },
        ),
        migrations.CreateModel(
            name='TimKerjaEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('nama', models.CharField(max_length=200)),
                ('sk', models.CharField(blank=True, max_length=80)),
                ('berlaku', kinerja.plumbing.rentang.RentangTanggal()),
                ('ketua', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisasi.pegawai')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='organisasi.timkerja')),
                ('unit', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisasi.unitkerja')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='AnggotaPendelegasian',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('berlaku', kinerja.plumbing.rentang.RentangTanggal()),
                ('pegawai', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pendelegasian', to='organisasi.pegawai')),
                ('pendelegasian', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='anggota', to='organisasi.pendelegasian')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('berlaku__isempty', False), ('berlaku__startswith__isnull', False)), name='anggotapendelegasian_berisi'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(kinerja.plumbing.rentang.SatuId('pegawai_id'), '&&'), ('berlaku', '&&')], name='anggotapendelegasian_satu')],
            },
        ),
        migrations.CreateModel(
            name='AnggotaTimEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('berlaku', kinerja.plumbing.rentang.RentangTanggal()),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='organisasi.anggotatim')),
                ('pegawai', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisasi.pegawai')),
                ('tim', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisasi.timkerja')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='HubunganPenilai',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('dasar', models.CharField(choices=[('STRUKTUR', 'Atasan langsung menurut struktur'), ('TUGAS_TAMBAHAN', 'Pimpinan unit karena tugas tambahan'), ('PLT', 'Pelaksana tugas atau penjabat pimpinan unit'), ('PENDELEGASIAN', 'Pendelegasian dengan surat'), ('PENUNJUKAN', 'Penunjukan karena pimpinan berhalangan')], max_length=20)),
                ('sumber', models.CharField(choices=[('HITUNG', 'HITUNG'), ('PUTUSAN', 'PUTUSAN')], default=kinerja.organisasi.enums.SumberHubungan['HITUNG'], max_length=10)),
                ('alasan', models.JSONField(default=list)),
                ('berlaku', kinerja.plumbing.rentang.RentangTanggal()),
                ('atasan_penilai', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='hubungan_atasan', to='organisasi.pegawai')),
                ('pegawai', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='hubungan_penilai', to='organisasi.pegawai')),
                ('penilai', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='hubungan_bawahan', to='organisasi.pegawai')),
                ('surat', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='hubungan', to='organisasi.pendelegasian')),
                ('atas_penugasan', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisasi.penugasan')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('dasar__in', ['STRUKTUR', 'TUGAS_TAMBAHAN', 'PLT', 'PENDELEGASIAN', 'PENUNJUKAN'])), name='hubunganpenilai_dasar'), models.CheckConstraint(condition=models.Q(('sumber__in', ['HITUNG', 'PUTUSAN'])), name='hubunganpenilai_sumber'), models.CheckConstraint(condition=models.Q(('berlaku__isempty', False), ('berlaku__startswith__isnull', False)), name='hubunganpenilai_berisi'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(kinerja.plumbing.rentang.SatuId('pegawai_id'), '&&'), ('berlaku', '&&')], name='hubunganpenilai_satu'), models.CheckConstraint(condition=models.Q(('penilai__isnull', True), models.Q(('pegawai', models.F('penilai')), _negated=True), _connector='OR'), name='hubunganpenilai_beda_penilai'), models.CheckConstraint(condition=models.Q(('atasan_penilai__isnull', True), models.Q(('penilai', models.F('atasan_penilai')), _negated=True), _connector='OR'), name='hubunganpenilai_beda_atasan'), models.CheckConstraint(condition=models.Q(('atasan_penilai__isnull', True), models.Q(('pegawai', models.F('atasan_penilai')), _negated=True), _connector='OR'), name='hubunganpenilai_bukan_atasan_sendiri'), models.CheckConstraint(condition=models.Q(models.Q(('sumber', kinerja.organisasi.enums.SumberHubungan['PUTUSAN']), _negated=True), ('surat__isnull', False), _connector='OR'), name='hubunganpenilai_putusan_bersurat')],
            },
        ),
        migrations.CreateModel(
            name='KodeAktivasiEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('lembar', models.BooleanField(default=False)),
                ('dibuat_pada', models.DateTimeField()),
                ('kedaluwarsa', models.DateTimeField()),
                ('dipakai_pada', models.DateTimeField(blank=True, null=True)),
                ('akun', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('oleh', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='organisasi.kodeaktivasi')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PendelegasianEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('nomor', models.CharField(max_length=80)),
                ('tanggal', models.DateField()),
                ('tentang', models.CharField(blank=True, max_length=250)),
                ('dicabut_pada', models.DateField(blank=True, null=True)),
                ('alasan_cabut', models.CharField(blank=True, max_length=250)),
                ('berlaku', kinerja.plumbing.rentang.RentangTanggal()),
                ('oleh', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('penilai', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisasi.pegawai')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='organisasi.pendelegasian')),
                ('unit_penilai', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisasi.unitkerja')),
                ('alasan', models.CharField(blank=True, help_text='Mengapa ditunjuk pejabat di bawah pengawas.', max_length=250)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PeranAkunEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('peran', models.CharField(choices=[('ADMIN_UNIT', 'Admin unit (kepegawaian)'), ('ADMIN_BKPSDM', 'Admin BKPSDM'), ('TIM_PENILAI', 'Tim Penilai Kinerja'), ('PYB', 'Pejabat yang Berwenang'), ('AUDITOR', 'Auditor (Inspektorat)')], max_length=20)),
                ('berlaku', kinerja.plumbing.rentang.RentangTanggal()),
                ('akun', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('oleh', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='organisasi.peranakun')),
                ('unit', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisasi.unitkerja')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='AnggotaPendelegasianEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('berlaku', kinerja.plumbing.rentang.RentangTanggal()),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='organisasi.anggotapendelegasian')),
                ('pegawai', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisasi.pegawai')),
                ('pendelegasian', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisasi.pendelegasian')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='HubunganPenilaiEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('dasar', models.CharField(choices=[('STRUKTUR', 'Atasan langsung menurut struktur'), ('TUGAS_TAMBAHAN', 'Pimpinan unit karena tugas tambahan'), ('PLT', 'Pelaksana tugas atau penjabat pimpinan unit'), ('PENDELEGASIAN', 'Pendelegasian dengan surat'), ('PENUNJUKAN', 'Penunjukan karena pimpinan berhalangan')], max_length=20)),
                ('sumber', models.CharField(choices=[('HITUNG', 'HITUNG'), ('PUTUSAN', 'PUTUSAN')], default=kinerja.organisasi.enums.SumberHubungan['HITUNG'], max_length=10)),
                ('berlaku', kinerja.plumbing.rentang.RentangTanggal()),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='organisasi.hubunganpenilai')),
                ('atasan_penilai', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisasi.pegawai')),
                ('pegawai', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisasi.pegawai')),
                ('penilai', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisasi.pegawai')),
                ('surat', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisasi.pendelegasian')),
                ('atas_penugasan', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisasi.penugasan')),
            ],
            options={
                'abstract': False,
            },
        ),
        kinerja.plumbing.migrasi.PasangPemicu(
            pemicu=[('pegawai', pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "organisasi_pegawaievent" ("berhenti_sejak", "gelar_belakang", "gelar_depan", "golongan", "hilang_sejak", "id", "jk", "kedudukan_hukum", "lahir", "nama", "nip", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pns_id", "status", "tmt_golongan") VALUES (NEW."berhenti_sejak", NEW."gelar_belakang", NEW."gelar_depan", NEW."golongan", NEW."hilang_sejak", NEW."id", NEW."jk", NEW."kedudukan_hukum", NEW."lahir", NEW."nama", NEW."nip", _pgh_attach_context(), kinerja_sekarang(), \'insert\', NEW."id", NEW."pns_id", NEW."status", NEW."tmt_golongan"); RETURN NULL;', hash='fcc7db6e6b0689e7fc2e4990e70da61db8c7bc2b', operation='INSERT', pgid='pgtrigger_insert_insert_edbb7', table='organisasi_pegawai', when='AFTER'))), ('pegawai', pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."berhenti_sejak" IS DISTINCT FROM (NEW."berhenti_sejak") OR OLD."gelar_belakang" IS DISTINCT FROM (NEW."gelar_belakang") OR OLD."gelar_depan" IS DISTINCT FROM (NEW."gelar_depan") OR OLD."golongan" IS DISTINCT FROM (NEW."golongan") OR OLD."hilang_sejak" IS DISTINCT FROM (NEW."hilang_sejak") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."jk" IS DISTINCT FROM (NEW."jk") OR OLD."kedudukan_hukum" IS DISTINCT FROM (NEW."kedudukan_hukum") OR OLD."lahir" IS DISTINCT FROM (NEW."lahir") OR OLD."nama" IS DISTINCT FROM (NEW."nama") OR OLD."nip" IS DISTINCT FROM (NEW."nip") OR OLD."pns_id" IS DISTINCT FROM (NEW."pns_id") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."tmt_golongan" IS DISTINCT FROM (NEW."tmt_golongan"))', func='INSERT INTO "organisasi_pegawaievent" ("berhenti_sejak", "gelar_belakang", "gelar_depan", "golongan", "hilang_sejak", "id", "jk", "kedudukan_hukum", "lahir", "nama", "nip", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pns_id", "status", "tmt_golongan") VALUES (NEW."berhenti_sejak", NEW."gelar_belakang", NEW."gelar_depan", NEW."golongan", NEW."hilang_sejak", NEW."id", NEW."jk", NEW."kedudukan_hukum", NEW."lahir", NEW."nama", NEW."nip", _pgh_attach_context(), kinerja_sekarang(), \'update\', NEW."id", NEW."pns_id", NEW."status", NEW."tmt_golongan"); RETURN NULL;', hash='7104922115bb0eb22b208aa965d394299fac5f32', operation='UPDATE', pgid='pgtrigger_update_update_17776', table='organisasi_pegawai', when='AFTER'))), ('pegawai', pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "organisasi_pegawaievent" ("berhenti_sejak", "gelar_belakang", "gelar_depan", "golongan", "hilang_sejak", "id", "jk", "kedudukan_hukum", "lahir", "nama", "nip", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pns_id", "status", "tmt_golongan") VALUES (OLD."berhenti_sejak", OLD."gelar_belakang", OLD."gelar_depan", OLD."golongan", OLD."hilang_sejak", OLD."id", OLD."jk", OLD."kedudukan_hukum", OLD."lahir", OLD."nama", OLD."nip", _pgh_attach_context(), kinerja_sekarang(), \'delete\', OLD."id", OLD."pns_id", OLD."status", OLD."tmt_golongan"); RETURN NULL;', hash='6a021c69a85818fa3c6bc4a8f4ac6f7ec1da7ec8', operation='DELETE', pgid='pgtrigger_delete_delete_26250', table='organisasi_pegawai', when='AFTER'))), ('pegawaievent', pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='ae21d791cdd8a16fc328ca534a12f40633a65b86', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_14d0e', table='organisasi_pegawaievent', when='BEFORE'))), ('masakhusus', pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "organisasi_masakhususevent" ("berlaku", "id", "jenis", "pegawai_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sk") VALUES (NEW."berlaku", NEW."id", NEW."jenis", NEW."pegawai_id", _pgh_attach_context(), kinerja_sekarang(), \'insert\', NEW."id", NEW."sk"); RETURN NULL;', hash='fe4b1534bb7e7f28e9ab57092b1d38aaad506774', operation='INSERT', pgid='pgtrigger_insert_insert_3e351', table='organisasi_masakhusus', when='AFTER'))), ('masakhusus', pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "organisasi_masakhususevent" ("berlaku", "id", "jenis", "pegawai_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sk") VALUES (NEW."berlaku", NEW."id", NEW."jenis", NEW."pegawai_id", _pgh_attach_context(), kinerja_sekarang(), \'update\', NEW."id", NEW."sk"); RETURN NULL;', hash='875b7e8a4a4758e814f67140f685b01c7fef32d5', operation='UPDATE', pgid='pgtrigger_update_update_db9e7', table='organisasi_masakhusus', when='AFTER'))), ('masakhusus', pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "organisasi_masakhususevent" ("berlaku", "id", "jenis", "pegawai_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sk") VALUES (OLD."berlaku", OLD."id", OLD."jenis", OLD."pegawai_id", _pgh_attach_context(), kinerja_sekarang(), \'delete\', OLD."id", OLD."sk"); RETURN NULL;', hash='be0720252a72e70068fd79673a38d41c5a4e78b4', operation='DELETE', pgid='pgtrigger_delete_delete_3d326', table='organisasi_masakhusus', when='AFTER'))), ('masakhususevent', pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='624c81c532045bc276b662953a9782074e03d97f', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_c021b', table='organisasi_masakhususevent', when='BEFORE'))), ('masaunit', pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "organisasi_masaunitevent" ("berlaku", "hari_kerja", "id", "induk_id", "jenis", "nama", "organisasi", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "singkatan", "unit_id") VALUES (NEW."berlaku", NEW."hari_kerja", NEW."id", NEW."induk_id", NEW."jenis", NEW."nama", NEW."organisasi", _pgh_attach_context(), kinerja_sekarang(), \'insert\', NEW."id", NEW."singkatan", NEW."unit_id"); RETURN NULL;', hash='e791d18f12ea811ed78128d5b60437eaa830d91b', operation='INSERT', pgid='pgtrigger_insert_insert_02141', table='organisasi_masaunit', when='AFTER'))), ('masaunit', pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "organisasi_masaunitevent" ("berlaku", "hari_kerja", "id", "induk_id", "jenis", "nama", "organisasi", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "singkatan", "unit_id") VALUES (NEW."berlaku", NEW."hari_kerja", NEW."id", NEW."induk_id", NEW."jenis", NEW."nama", NEW."organisasi", _pgh_attach_context(), kinerja_sekarang(), \'update\', NEW."id", NEW."singkatan", NEW."unit_id"); RETURN NULL;', hash='c46def6f11e9888ac4a6d34b9c4a0a9ed3125b22', operation='UPDATE', pgid='pgtrigger_update_update_4d47a', table='organisasi_masaunit', when='AFTER'))), ('masaunit', pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "organisasi_masaunitevent" ("berlaku", "hari_kerja", "id", "induk_id", "jenis", "nama", "organisasi", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "singkatan", "unit_id") VALUES (OLD."berlaku", OLD."hari_kerja", OLD."id", OLD."induk_id", OLD."jenis", OLD."nama", OLD."organisasi", _pgh_attach_context(), kinerja_sekarang(), \'delete\', OLD."id", OLD."singkatan", OLD."unit_id"); RETURN NULL;', hash='fa5829725f4a0deaf0b9669d1dcb56a3e730ace8', operation='DELETE', pgid='pgtrigger_delete_delete_a88f9', table='organisasi_masaunit', when='AFTER'))), ('masaunitevent', pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='8079f410170b2918e625fe652659d9d317b9dd22', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_04b25', table='organisasi_masaunitevent', when='BEFORE'))), ('akun', pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "organisasi_akunevent" ("aktif_sejak", "demo", "email", "faktor_diatur_ulang_pada", "id", "is_active", "nama", "pegawai_id", "peran_demo", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."aktif_sejak", NEW."demo", NEW."email", NEW."faktor_diatur_ulang_pada", NEW."id", NEW."is_active", NEW."nama", NEW."pegawai_id", NEW."peran_demo", _pgh_attach_context(), kinerja_sekarang(), \'insert\', NEW."id"); RETURN NULL;', hash='63d8f186651e5924bd3f9eec0e432749c220aa1d', operation='INSERT', pgid='pgtrigger_insert_insert_67ce2', table='organisasi_akun', when='AFTER'))), ('akun', pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."aktif_sejak" IS DISTINCT FROM (NEW."aktif_sejak") OR OLD."demo" IS DISTINCT FROM (NEW."demo") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."faktor_diatur_ulang_pada" IS DISTINCT FROM (NEW."faktor_diatur_ulang_pada") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."nama" IS DISTINCT FROM (NEW."nama") OR OLD."pegawai_id" IS DISTINCT FROM (NEW."pegawai_id") OR OLD."peran_demo" IS DISTINCT FROM (NEW."peran_demo"))', func='INSERT INTO "organisasi_akunevent" ("aktif_sejak", "demo", "email", "faktor_diatur_ulang_pada", "id", "is_active", "nama", "pegawai_id", "peran_demo", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."aktif_sejak", NEW."demo", NEW."email", NEW."faktor_diatur_ulang_pada", NEW."id", NEW."is_active", NEW."nama", NEW."pegawai_id", NEW."peran_demo", _pgh_attach_context(), kinerja_sekarang(), \'update\', NEW."id"); RETURN NULL;', hash='c65fb9d584ed912d45651e20a4ec37dd04738958', operation='UPDATE', pgid='pgtrigger_update_update_9d791', table='organisasi_akun', when='AFTER'))), ('akun', pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "organisasi_akunevent" ("aktif_sejak", "demo", "email", "faktor_diatur_ulang_pada", "id", "is_active", "nama", "pegawai_id", "peran_demo", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."aktif_sejak", OLD."demo", OLD."email", OLD."faktor_diatur_ulang_pada", OLD."id", OLD."is_active", OLD."nama", OLD."pegawai_id", OLD."peran_demo", _pgh_attach_context(), kinerja_sekarang(), \'delete\', OLD."id"); RETURN NULL;', hash='c48c2e6aa78702a2415637e7496ae3e792638246', operation='DELETE', pgid='pgtrigger_delete_delete_897e0', table='organisasi_akun', when='AFTER'))), ('akunevent', pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='56f5256addda7ed7ccadce9fa83a3b71e8e1a83e', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_75ca3', table='organisasi_akunevent', when='BEFORE'))), ('peranakun', pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "organisasi_peranakunevent" ("akun_id", "berlaku", "id", "oleh_id", "peran", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit_id") VALUES (NEW."akun_id", NEW."berlaku", NEW."id", NEW."oleh_id", NEW."peran", _pgh_attach_context(), kinerja_sekarang(), \'insert\', NEW."id", NEW."unit_id"); RETURN NULL;', hash='c98e5ea828d8f1b787f719d59a8e6ef2d2cdb5eb', operation='INSERT', pgid='pgtrigger_insert_insert_c8449', table='organisasi_peranakun', when='AFTER'))), ('peranakun', pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "organisasi_peranakunevent" ("akun_id", "berlaku", "id", "oleh_id", "peran", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit_id") VALUES (NEW."akun_id", NEW."berlaku", NEW."id", NEW."oleh_id", NEW."peran", _pgh_attach_context(), kinerja_sekarang(), \'update\', NEW."id", NEW."unit_id"); RETURN NULL;', hash='b8752d28408ba4b935f5077f604001bf8b18157a', operation='UPDATE', pgid='pgtrigger_update_update_56027', table='organisasi_peranakun', when='AFTER'))), ('peranakun', pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "organisasi_peranakunevent" ("akun_id", "berlaku", "id", "oleh_id", "peran", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit_id") VALUES (OLD."akun_id", OLD."berlaku", OLD."id", OLD."oleh_id", OLD."peran", _pgh_attach_context(), kinerja_sekarang(), \'delete\', OLD."id", OLD."unit_id"); RETURN NULL;', hash='2c2509b777238d89927897c102e8def2db6c0976', operation='DELETE', pgid='pgtrigger_delete_delete_9a57e', table='organisasi_peranakun', when='AFTER'))), ('peranakunevent', pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='684a920a48cef5b770d80ca4600c744f14e8e8ee', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_e8656', table='organisasi_peranakunevent', when='BEFORE'))), ('kodeaktivasi', pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "organisasi_kodeaktivasievent" ("akun_id", "dibuat_pada", "dipakai_pada", "id", "kedaluwarsa", "lembar", "oleh_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."akun_id", NEW."dibuat_pada", NEW."dipakai_pada", NEW."id", NEW."kedaluwarsa", NEW."lembar", NEW."oleh_id", _pgh_attach_context(), kinerja_sekarang(), \'insert\', NEW."id"); RETURN NULL;', hash='615673f88493f749f7b7299017c855c653844821', operation='INSERT', pgid='pgtrigger_insert_insert_c477e', table='organisasi_kodeaktivasi', when='AFTER'))), ('kodeaktivasi', pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."akun_id" IS DISTINCT FROM (NEW."akun_id") OR OLD."dibuat_pada" IS DISTINCT FROM (NEW."dibuat_pada") OR OLD."dipakai_pada" IS DISTINCT FROM (NEW."dipakai_pada") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kedaluwarsa" IS DISTINCT FROM (NEW."kedaluwarsa") OR OLD."lembar" IS DISTINCT FROM (NEW."lembar") OR OLD."oleh_id" IS DISTINCT FROM (NEW."oleh_id"))', func='INSERT INTO "organisasi_kodeaktivasievent" ("akun_id", "dibuat_pada", "dipakai_pada", "id", "kedaluwarsa", "lembar", "oleh_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."akun_id", NEW."dibuat_pada", NEW."dipakai_pada", NEW."id", NEW."kedaluwarsa", NEW."lembar", NEW."oleh_id", _pgh_attach_context(), kinerja_sekarang(), \'update\', NEW."id"); RETURN NULL;', hash='c5c64b008efa75ec00551c1d58af14bd8d145182', operation='UPDATE', pgid='pgtrigger_update_update_1022d', table='organisasi_kodeaktivasi', when='AFTER'))), ('kodeaktivasi', pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "organisasi_kodeaktivasievent" ("akun_id", "dibuat_pada", "dipakai_pada", "id", "kedaluwarsa", "lembar", "oleh_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."akun_id", OLD."dibuat_pada", OLD."dipakai_pada", OLD."id", OLD."kedaluwarsa", OLD."lembar", OLD."oleh_id", _pgh_attach_context(), kinerja_sekarang(), \'delete\', OLD."id"); RETURN NULL;', hash='f060f031110f8109fc1d09e250c5847e272dfd43', operation='DELETE', pgid='pgtrigger_delete_delete_0c8ed', table='organisasi_kodeaktivasi', when='AFTER'))), ('kodeaktivasievent', pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='7eb267a7900c4369acaa4a33613fbe1cc32c3d71', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_7063c', table='organisasi_kodeaktivasievent', when='BEFORE'))), ('jabatan', pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "organisasi_jabatanevent" ("eselon", "id", "instansi_pembina", "jenis", "jenjang_jf", "kelas", "nama", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "siasn_id") VALUES (NEW."eselon", NEW."id", NEW."instansi_pembina", NEW."jenis", NEW."jenjang_jf", NEW."kelas", NEW."nama", _pgh_attach_context(), kinerja_sekarang(), \'insert\', NEW."id", NEW."siasn_id"); RETURN NULL;', hash='789e11f16eda0c996c244f2b6a411cd4d27a8f7b', operation='INSERT', pgid='pgtrigger_insert_insert_ac539', table='organisasi_jabatan', when='AFTER'))), ('jabatan', pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "organisasi_jabatanevent" ("eselon", "id", "instansi_pembina", "jenis", "jenjang_jf", "kelas", "nama", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "siasn_id") VALUES (NEW."eselon", NEW."id", NEW."instansi_pembina", NEW."jenis", NEW."jenjang_jf", NEW."kelas", NEW."nama", _pgh_attach_context(), kinerja_sekarang(), \'update\', NEW."id", NEW."siasn_id"); RETURN NULL;', hash='3deb245d2c233e5c2d824ca91ddbf964c6d7dc24', operation='UPDATE', pgid='pgtrigger_update_update_07a47', table='organisasi_jabatan', when='AFTER'))), ('jabatan', pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "organisasi_jabatanevent" ("eselon", "id", "instansi_pembina", "jenis", "jenjang_jf", "kelas", "nama", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "siasn_id") VALUES (OLD."eselon", OLD."id", OLD."instansi_pembina", OLD."jenis", OLD."jenjang_jf", OLD."kelas", OLD."nama", _pgh_attach_context(), kinerja_sekarang(), \'delete\', OLD."id", OLD."siasn_id"); RETURN NULL;', hash='6bcf7a18d300c8c180a6d2e93ddbbd44351070df', operation='DELETE', pgid='pgtrigger_delete_delete_b7fb6', table='organisasi_jabatan', when='AFTER'))), ('jabatanevent', pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='ebaac385ab40e0c69280c0358475eee53bd5a528', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_1a657', table='organisasi_jabatanevent', when='BEFORE'))), ('penugasan', pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "organisasi_penugasanevent" ("berlaku", "id", "jabatan_id", "memimpin", "pegawai_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sifat", "sk", "tanggal_sk", "unit_id") VALUES (NEW."berlaku", NEW."id", NEW."jabatan_id", NEW."memimpin", NEW."pegawai_id", _pgh_attach_context(), kinerja_sekarang(), \'insert\', NEW."id", NEW."sifat", NEW."sk", NEW."tanggal_sk", NEW."unit_id"); RETURN NULL;', hash='1dc11a82c91d5f51b3d7d1e1ac9f28537442e5aa', operation='INSERT', pgid='pgtrigger_insert_insert_baf4b', table='organisasi_penugasan', when='AFTER'))), ('penugasan', pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "organisasi_penugasanevent" ("berlaku", "id", "jabatan_id", "memimpin", "pegawai_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sifat", "sk", "tanggal_sk", "unit_id") VALUES (NEW."berlaku", NEW."id", NEW."jabatan_id", NEW."memimpin", NEW."pegawai_id", _pgh_attach_context(), kinerja_sekarang(), \'update\', NEW."id", NEW."sifat", NEW."sk", NEW."tanggal_sk", NEW."unit_id"); RETURN NULL;', hash='430d7bc34594507741670f4cce2b623808cbca06', operation='UPDATE', pgid='pgtrigger_update_update_836ba', table='organisasi_penugasan', when='AFTER'))), ('penugasan', pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "organisasi_penugasanevent" ("berlaku", "id", "jabatan_id", "memimpin", "pegawai_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sifat", "sk", "tanggal_sk", "unit_id") VALUES (OLD."berlaku", OLD."id", OLD."jabatan_id", OLD."memimpin", OLD."pegawai_id", _pgh_attach_context(), kinerja_sekarang(), \'delete\', OLD."id", OLD."sifat", OLD."sk", OLD."tanggal_sk", OLD."unit_id"); RETURN NULL;', hash='c43dea1eed9bf73edba3d29b4c2ea4b5571f8723', operation='DELETE', pgid='pgtrigger_delete_delete_6d863', table='organisasi_penugasan', when='AFTER'))), ('penugasanevent', pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='846d52538cf3caeb641b3af53d5c6c1d38531299', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_57e29', table='organisasi_penugasanevent', when='BEFORE'))), ('timkerja', pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "organisasi_timkerjaevent" ("berlaku", "id", "ketua_id", "nama", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sk", "unit_id") VALUES (NEW."berlaku", NEW."id", NEW."ketua_id", NEW."nama", _pgh_attach_context(), kinerja_sekarang(), \'insert\', NEW."id", NEW."sk", NEW."unit_id"); RETURN NULL;', hash='0210b087153d51fa3476de2dcc467d7667af362a', operation='INSERT', pgid='pgtrigger_insert_insert_21011', table='organisasi_timkerja', when='AFTER'))), ('timkerja', pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "organisasi_timkerjaevent" ("berlaku", "id", "ketua_id", "nama", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sk", "unit_id") VALUES (NEW."berlaku", NEW."id", NEW."ketua_id", NEW."nama", _pgh_attach_context(), kinerja_sekarang(), \'update\', NEW."id", NEW."sk", NEW."unit_id"); RETURN NULL;', hash='8adae006c522e9e3d8b2d9530321361b71a78b7f', operation='UPDATE', pgid='pgtrigger_update_update_62da0', table='organisasi_timkerja', when='AFTER'))), ('timkerja', pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "organisasi_timkerjaevent" ("berlaku", "id", "ketua_id", "nama", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sk", "unit_id") VALUES (OLD."berlaku", OLD."id", OLD."ketua_id", OLD."nama", _pgh_attach_context(), kinerja_sekarang(), \'delete\', OLD."id", OLD."sk", OLD."unit_id"); RETURN NULL;', hash='0ff63b3aa1de6c930ee7faef1c991c8d9348ed47', operation='DELETE', pgid='pgtrigger_delete_delete_e5742', table='organisasi_timkerja', when='AFTER'))), ('timkerjaevent', pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='37396f5eda9e002e8fe825ac4068c560dcfc1490', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_3c985', table='organisasi_timkerjaevent', when='BEFORE'))), ('anggotatim', pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "organisasi_anggotatimevent" ("berlaku", "id", "pegawai_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tim_id") VALUES (NEW."berlaku", NEW."id", NEW."pegawai_id", _pgh_attach_context(), kinerja_sekarang(), \'insert\', NEW."id", NEW."tim_id"); RETURN NULL;', hash='8d98189dfe567c81fd2e2bb1a0b21d43228e8b99', operation='INSERT', pgid='pgtrigger_insert_insert_b52a8', table='organisasi_anggotatim', when='AFTER'))), ('anggotatim', pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "organisasi_anggotatimevent" ("berlaku", "id", "pegawai_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tim_id") VALUES (NEW."berlaku", NEW."id", NEW."pegawai_id", _pgh_attach_context(), kinerja_sekarang(), \'update\', NEW."id", NEW."tim_id"); RETURN NULL;', hash='5e68c4caa98027a001a205fd7626cd4e5978d398', operation='UPDATE', pgid='pgtrigger_update_update_481d3', table='organisasi_anggotatim', when='AFTER'))), ('anggotatim', pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "organisasi_anggotatimevent" ("berlaku", "id", "pegawai_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tim_id") VALUES (OLD."berlaku", OLD."id", OLD."pegawai_id", _pgh_attach_context(), kinerja_sekarang(), \'delete\', OLD."id", OLD."tim_id"); RETURN NULL;', hash='578470cda5c7fd1de347ecfb9debc0d5692b6467', operation='DELETE', pgid='pgtrigger_delete_delete_8d52d', table='organisasi_anggotatim', when='AFTER'))), ('anggotatimevent', pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='35bd6d06399c50b1147388e11d6d305ef0100849', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_c06ec', table='organisasi_anggotatimevent', when='BEFORE'))), ('pendelegasian', pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "organisasi_pendelegasianevent" ("alasan", "alasan_cabut", "berlaku", "dicabut_pada", "id", "nomor", "oleh_id", "penilai_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tanggal", "tentang", "unit_penilai_id") VALUES (NEW."alasan", NEW."alasan_cabut", NEW."berlaku", NEW."dicabut_pada", NEW."id", NEW."nomor", NEW."oleh_id", NEW."penilai_id", _pgh_attach_context(), kinerja_sekarang(), \'insert\', NEW."id", NEW."tanggal", NEW."tentang", NEW."unit_penilai_id"); RETURN NULL;', hash='404b79eddedad201c3eeba6f40b055b0cb151f78', operation='INSERT', pgid='pgtrigger_insert_insert_26a48', table='organisasi_pendelegasian', when='AFTER'))), ('pendelegasian', pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "organisasi_pendelegasianevent" ("alasan", "alasan_cabut", "berlaku", "dicabut_pada", "id", "nomor", "oleh_id", "penilai_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tanggal", "tentang", "unit_penilai_id") VALUES (NEW."alasan", NEW."alasan_cabut", NEW."berlaku", NEW."dicabut_pada", NEW."id", NEW."nomor", NEW."oleh_id", NEW."penilai_id", _pgh_attach_context(), kinerja_sekarang(), \'update\', NEW."id", NEW."tanggal", NEW."tentang", NEW."unit_penilai_id"); RETURN NULL;', hash='00157e08cc102a5559467ddbadfca48f0616c77c', operation='UPDATE', pgid='pgtrigger_update_update_6f6ba', table='organisasi_pendelegasian', when='AFTER'))), ('pendelegasian', pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "organisasi_pendelegasianevent" ("alasan", "alasan_cabut", "berlaku", "dicabut_pada", "id", "nomor", "oleh_id", "penilai_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tanggal", "tentang", "unit_penilai_id") VALUES (OLD."alasan", OLD."alasan_cabut", OLD."berlaku", OLD."dicabut_pada", OLD."id", OLD."nomor", OLD."oleh_id", OLD."penilai_id", _pgh_attach_context(), kinerja_sekarang(), \'delete\', OLD."id", OLD."tanggal", OLD."tentang", OLD."unit_penilai_id"); RETURN NULL;', hash='76a719a57743d00836a04e6c41f11905a7a7f271', operation='DELETE', pgid='pgtrigger_delete_delete_dfa7a', table='organisasi_pendelegasian', when='AFTER'))), ('pendelegasianevent', pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='51264f9fe22bc53e40a3967507862e5127b2f11c', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_3b06b', table='organisasi_pendelegasianevent', when='BEFORE'))), ('anggotapendelegasian', pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "organisasi_anggotapendelegasianevent" ("berlaku", "id", "pegawai_id", "pendelegasian_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."berlaku", NEW."id", NEW."pegawai_id", NEW."pendelegasian_id", _pgh_attach_context(), kinerja_sekarang(), \'insert\', NEW."id"); RETURN NULL;', hash='f2502fd43524289e1b6b7b79309941109d77f548', operation='INSERT', pgid='pgtrigger_insert_insert_6909c', table='organisasi_anggotapendelegasian', when='AFTER'))), ('anggotapendelegasian', pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "organisasi_anggotapendelegasianevent" ("berlaku", "id", "pegawai_id", "pendelegasian_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."berlaku", NEW."id", NEW."pegawai_id", NEW."pendelegasian_id", _pgh_attach_context(), kinerja_sekarang(), \'update\', NEW."id"); RETURN NULL;', hash='ca51221f389de0e6522ae3a1cc55f7833337a2af', operation='UPDATE', pgid='pgtrigger_update_update_c2470', table='organisasi_anggotapendelegasian', when='AFTER'))), ('anggotapendelegasian', pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "organisasi_anggotapendelegasianevent" ("berlaku", "id", "pegawai_id", "pendelegasian_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."berlaku", OLD."id", OLD."pegawai_id", OLD."pendelegasian_id", _pgh_attach_context(), kinerja_sekarang(), \'delete\', OLD."id"); RETURN NULL;', hash='03f56962d600fdc927bc769e47a726221d3e2c93', operation='DELETE', pgid='pgtrigger_delete_delete_2f55e', table='organisasi_anggotapendelegasian', when='AFTER'))), ('anggotapendelegasianevent', pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='1d8cb3a3c12d3562901650a1d2af8f26d4298113', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_0cb5a', table='organisasi_anggotapendelegasianevent', when='BEFORE'))), ('hubunganpenilai', pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "organisasi_hubunganpenilaievent" ("atas_penugasan_id", "atasan_penilai_id", "berlaku", "dasar", "id", "pegawai_id", "penilai_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sumber", "surat_id") VALUES (NEW."atas_penugasan_id", NEW."atasan_penilai_id", NEW."berlaku", NEW."dasar", NEW."id", NEW."pegawai_id", NEW."penilai_id", _pgh_attach_context(), kinerja_sekarang(), \'insert\', NEW."id", NEW."sumber", NEW."surat_id"); RETURN NULL;', hash='997f90da9e3992b051e16a46c2254b6697ce30f5', operation='INSERT', pgid='pgtrigger_insert_insert_62bf0', table='organisasi_hubunganpenilai', when='AFTER'))), ('hubunganpenilai', pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."atas_penugasan_id" IS DISTINCT FROM (NEW."atas_penugasan_id") OR OLD."atasan_penilai_id" IS DISTINCT FROM (NEW."atasan_penilai_id") OR OLD."berlaku" IS DISTINCT FROM (NEW."berlaku") OR OLD."dasar" IS DISTINCT FROM (NEW."dasar") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."pegawai_id" IS DISTINCT FROM (NEW."pegawai_id") OR OLD."penilai_id" IS DISTINCT FROM (NEW."penilai_id") OR OLD."sumber" IS DISTINCT FROM (NEW."sumber") OR OLD."surat_id" IS DISTINCT FROM (NEW."surat_id"))', func='INSERT INTO "organisasi_hubunganpenilaievent" ("atas_penugasan_id", "atasan_penilai_id", "berlaku", "dasar", "id", "pegawai_id", "penilai_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sumber", "surat_id") VALUES (NEW."atas_penugasan_id", NEW."atasan_penilai_id", NEW."berlaku", NEW."dasar", NEW."id", NEW."pegawai_id", NEW."penilai_id", _pgh_attach_context(), kinerja_sekarang(), \'update\', NEW."id", NEW."sumber", NEW."surat_id"); RETURN NULL;', hash='9fcf9788ea4924d42c0a285dccdbc324d34039dc', operation='UPDATE', pgid='pgtrigger_update_update_bf2c6', table='organisasi_hubunganpenilai', when='AFTER'))), ('hubunganpenilai', pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "organisasi_hubunganpenilaievent" ("atas_penugasan_id", "atasan_penilai_id", "berlaku", "dasar", "id", "pegawai_id", "penilai_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sumber", "surat_id") VALUES (OLD."atas_penugasan_id", OLD."atasan_penilai_id", OLD."berlaku", OLD."dasar", OLD."id", OLD."pegawai_id", OLD."penilai_id", _pgh_attach_context(), kinerja_sekarang(), \'delete\', OLD."id", OLD."sumber", OLD."surat_id"); RETURN NULL;', hash='26e75210ef1db871d96ab4e3c8d76ede70fecd60', operation='DELETE', pgid='pgtrigger_delete_delete_0f321', table='organisasi_hubunganpenilai', when='AFTER'))), ('hubunganpenilaievent', pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='5cddc12e93cc4b32dc29082b60a43eeeb9caeaab', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_d78af', table='organisasi_hubunganpenilaievent', when='BEFORE')))],
        ),
    ]
