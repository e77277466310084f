"""rectifications, tags that people say are wrong, names that stand for an organisation."""

import sqlalchemy as sa
from alembic import op

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this shape."""
    op.drop_index('ix_mentions_kind_concept', table_name='mentions')
    op.create_index('ix_mentions_kind_concept_passage_id', 'mentions', ['kind', 'concept', 'passage_id'], unique=False)
    op.create_table('rectifications',
    sa.Column('number', sa.Integer(), autoincrement=True, nullable=False),
    sa.Column('document_id', sa.String(length=120), nullable=False),
    sa.Column('page', sa.Text(), nullable=False),
    sa.Column('quotation', sa.Text(), nullable=False),
    sa.Column('notice', sa.Text(), nullable=False),
    sa.Column('address', sa.Text(), nullable=False),
    sa.Column('date', sa.String(length=10), nullable=False),
    sa.Column('author', sa.Text(), nullable=False),
    sa.Column('at', sa.String(length=32), nullable=False),
    sa.PrimaryKeyConstraint('number', name=op.f('pk_rectifications')),
    sqlite_autoincrement=True
    )
    op.create_table('suppressions',
    sa.Column('number', sa.Integer(), autoincrement=True, nullable=False),
    sa.Column('document_id', sa.String(length=120), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('concept', sa.String(length=120), nullable=False),
    sa.Column('surface', sa.Text(), nullable=False),
    sa.Column('quotation', sa.Text(), nullable=False),
    sa.Column('author', sa.Text(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('at', sa.String(length=32), nullable=False),
    sa.PrimaryKeyConstraint('number', name=op.f('pk_suppressions')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('suppressions', schema=None) as batch_op:
        batch_op.create_index('ix_suppressions_document_id', ['document_id'], unique=False)

    op.create_table('name_decisions',
    sa.Column('key', sa.String(length=120), nullable=False),
    sa.Column('alias', sa.Text(), nullable=False),
    sa.Column('concept', sa.String(length=120), nullable=False),
    sa.Column('author', sa.Text(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('at', sa.String(length=32), nullable=False),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_name_decisions'))
    )


def downgrade() -> None:
    """Bring the tables back to the shape before."""
    op.drop_table('name_decisions')
    with op.batch_alter_table('suppressions', schema=None) as batch_op:
        batch_op.drop_index('ix_suppressions_document_id')

    op.drop_table('suppressions')
    op.drop_table('rectifications')
    op.drop_index('ix_mentions_kind_concept_passage_id', table_name='mentions')
    op.create_index('ix_mentions_kind_concept', 'mentions', ['kind', 'concept'], unique=False)
