import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('knowledge', '0007_in_answers_and_from_tickets'),
    ]

    operations = [
        migrations.CreateModel(
            name='ArticleVector',
            fields=[
                ('numbers', models.BinaryField()),
                ('made_by', models.CharField(max_length=200)),
                ('of', models.DateTimeField()),
                ('article', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='vector', serialize=False, to='knowledge.article')),
            ],
            options={
                'abstract': False,
            },
        ),
    ]
