"""other sources, shingles, doubts and quarantine."""

import sqlalchemy as sa
from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this shape."""
    op.create_table('other_sources',
    sa.Column('source', sa.Text(), nullable=False),
    sa.Column('document_id', sa.String(length=120), nullable=False),
    sa.Column('relation', sa.String(length=20), nullable=False),
    sa.Column('resemblance', sa.Float(), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('file_name', sa.Text(), nullable=False),
    sa.Column('media_type', sa.String(length=120), nullable=False),
    sa.Column('file_size', sa.Integer(), nullable=False),
    sa.Column('address', sa.Text(), nullable=False),
    sa.Column('first_seen', sa.String(length=32), nullable=False),
    sa.PrimaryKeyConstraint('source', name=op.f('pk_other_sources'))
    )
    with op.batch_alter_table('other_sources', schema=None) as batch_op:
        batch_op.create_index('ix_other_sources_document_id', ['document_id'], unique=False)

    op.create_table('quarantine',
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('source', sa.Text(), nullable=False),
    sa.Column('file_name', sa.Text(), nullable=False),
    sa.Column('marking', sa.Text(), nullable=False),
    sa.Column('level', sa.String(length=20), nullable=False),
    sa.Column('page', sa.Integer(), nullable=True),
    sa.Column('at', sa.String(length=32), nullable=False),
    sa.Column('released_by', sa.Text(), nullable=False),
    sa.Column('released_reason', sa.Text(), nullable=False),
    sa.Column('released_at', sa.String(length=32), nullable=False),
    sa.PrimaryKeyConstraint('sha256', name=op.f('pk_quarantine'))
    )
    op.create_table('doubts',
    sa.Column('document_id', sa.String(length=120), nullable=False),
    sa.Column('ordinal', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('page', sa.Integer(), nullable=True),
    sa.Column('message', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['document_id'], ['documents.id'], name=op.f('fk_doubts_document_id_documents'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('document_id', 'ordinal', name=op.f('pk_doubts'))
    )
    op.create_table('shingles',
    sa.Column('document_id', sa.String(length=120), nullable=False),
    sa.Column('hash', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.ForeignKeyConstraint(['document_id'], ['documents.id'], name=op.f('fk_shingles_document_id_documents'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('document_id', 'hash', name=op.f('pk_shingles'))
    )
    with op.batch_alter_table('shingles', schema=None) as batch_op:
        batch_op.create_index('ix_shingles_hash', ['hash'], unique=False)

    with op.batch_alter_table('failures', schema=None) as batch_op:
        batch_op.add_column(sa.Column('page', sa.Integer(), nullable=True))


def downgrade() -> None:
    """Bring the tables back to the shape before."""
    with op.batch_alter_table('failures', schema=None) as batch_op:
        batch_op.drop_column('page')

    with op.batch_alter_table('shingles', schema=None) as batch_op:
        batch_op.drop_index('ix_shingles_hash')

    op.drop_table('shingles')
    op.drop_table('doubts')
    op.drop_table('quarantine')
    with op.batch_alter_table('other_sources', schema=None) as batch_op:
        batch_op.drop_index('ix_other_sources_document_id')

    op.drop_table('other_sources')
