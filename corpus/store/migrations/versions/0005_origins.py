"""Origins of the metadata, annexes of letters."""

import sqlalchemy as sa
from alembic import op

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this shape."""
    op.create_table('origins',
    sa.Column('document_id', sa.String(length=120), nullable=False),
    sa.Column('ordinal', sa.Integer(), nullable=False),
    sa.Column('field', sa.String(length=60), nullable=False),
    sa.Column('value', sa.Text(), nullable=False),
    sa.Column('found_in', sa.String(length=20), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('page', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['document_id'], ['documents.id'], name=op.f('fk_origins_document_id_documents'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('document_id', 'ordinal', name=op.f('pk_origins'))
    )
    op.create_table('annexes',
    sa.Column('document_id', sa.String(length=120), nullable=False),
    sa.Column('letter_id', sa.String(length=120), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('document_id', name=op.f('pk_annexes'))
    )
    with op.batch_alter_table('annexes', schema=None) as batch_op:
        batch_op.create_index('ix_annexes_letter_id', ['letter_id'], unique=False)


def downgrade() -> None:
    """Bring the tables back to the shape before."""
    with op.batch_alter_table('annexes', schema=None) as batch_op:
        batch_op.drop_index('ix_annexes_letter_id')

    op.drop_table('annexes')
    op.drop_table('origins')
