import django.core.serializers.json
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """An import keeps what it was and what its rows held before."""

    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("core", "0005_setup_pages"),
    ]
    operations = [
        migrations.RenameModel("ImportFile", "Import"),
        migrations.AlterModelOptions(
            name='import',
            options={'default_permissions': ('view', 'add'), 'ordering': ['-pk'], 'verbose_name': 'Import', 'verbose_name_plural': 'Imports'},
        ),
        migrations.AddField(
            model_name='import',
            name='changed',
            field=models.PositiveIntegerField(default=0, verbose_name='Changed'),
        ),
        migrations.AddField(
            model_name="import",
            name="choices",
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name='import',
            name='columns',
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name='import',
            name='found',
            field=models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder),
        ),
        migrations.AddField(
            model_name='import',
            name='imported_at',
            field=models.DateTimeField(null=True, verbose_name='Imported'),
        ),
        migrations.AddField(
            model_name='import',
            name='imported_by',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Imported by'),
        ),
        migrations.AddField(
            model_name='import',
            name='marked',
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name='import',
            name='new',
            field=models.PositiveIntegerField(default=0, verbose_name='New'),
        ),
        migrations.AddField(
            model_name='import',
            name='numbers',
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name='import',
            name='refusal',
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name='import',
            name='state',
            field=models.CharField(choices=[('checking', 'Being checked'), ('checked', 'To be confirmed'), ('writing', 'Being imported'), ('imported', 'Imported'), ('taking back', 'Being taken back'), ('taken back', 'Taken back')], default='checking', max_length=11, verbose_name='Status'),
        ),
        migrations.AddField(
            model_name='import',
            name='taken_back_at',
            field=models.DateTimeField(null=True, verbose_name='Taken back'),
        ),
        migrations.AddField(
            model_name='import',
            name='taken_back_by',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Taken back by'),
        ),
        migrations.AddField(
            model_name='import',
            name='unchanged',
            field=models.PositiveIntegerField(default=0, verbose_name='Unchanged'),
        ),
        migrations.AlterField(
            model_name='import',
            name='uploaded_at',
            field=models.DateTimeField(verbose_name='Uploaded'),
        ),
        migrations.AlterField(
            model_name='import',
            name='uploaded_by',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Uploaded by'),
        ),
        migrations.CreateModel(
            name='MeantHeading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=30)),
                ('heading', models.CharField(max_length=100)),
                ('name', models.CharField(blank=True, max_length=50)),
            ],
            options={
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('kind', 'heading'), name='core_meantheading_once')],
            },
        ),
        migrations.CreateModel(
            name='ImportedRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.BigIntegerField()),
                ('before', models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder, null=True)),
                ('mark', models.CharField(max_length=32)),
                ('run', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='core.import')),
                ('table', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='contenttypes.contenttype')),
            ],
            options={
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('run', 'table', 'key'), name='core_importedrow_once')],
            },
        ),
    ]
