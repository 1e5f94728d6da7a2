import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('workspace', '0003_drafts_of_choices'),
    ]

    operations = [
        migrations.AddField(
            model_name='workspace',
            name='first_steps',
            field=models.JSONField(default=dict),
        ),
        migrations.CreateModel(
            name='PanelSite',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('origin', models.CharField(max_length=300)),
                ('path', models.CharField(blank=True, max_length=300)),
                ('script_at', models.DateTimeField(blank=True, null=True)),
                ('frame_at', models.DateTimeField(blank=True, null=True)),
                ('refused_at', models.DateTimeField(blank=True, null=True)),
                ('strange_at', models.DateTimeField(blank=True, null=True)),
                ('strange_key', models.CharField(blank=True, max_length=40)),
                ('checked_at', models.DateTimeField(blank=True, null=True)),
                ('checked_path', models.CharField(blank=True, max_length=1000)),
                ('findings', models.JSONField(blank=True, default=list)),
                ('panel', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sites', to='workspace.supportpanel')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('panel', 'origin'), name='panel_site_once')],
            },
        ),
    ]
