import { Anchor, Button } from '@mantine/core'
import { IconBolt, IconPlus, IconSearchOff } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '@/components/ui/empty-state'
import { paths } from '@/lib/routing/paths'
import { useProduct } from '@/lib/workspace/workspace'

/** What belongs here, and how to make the first one. */
export function NoSequences({ onNew }: { onNew: (() => void) | undefined }) {
  const { t } = useTranslation()
  const { product } = useProduct()
  return (
    <EmptyState
      icon={IconBolt}
      title={t('sequences.empty.title')}
      actions={
        onNew && (
          <>
            <Button leftSection={<IconPlus size={16} />} onClick={onNew}>
              {t('sequences.new')}
            </Button>
            <Anchor component={Link} to={paths.filters(product.id)}>
              {t('sequences.empty.filters')}
            </Anchor>
          </>
        )
      }
    >
      {t('sequences.empty.text')}
    </EmptyState>
  )
}

/** There are automations, but none in this view. */
export function NothingFound({ onAll }: { onAll: () => void }) {
  const { t } = useTranslation()
  return (
    <EmptyState
      small
      icon={IconSearchOff}
      title={t('sequences.nothing')}
      actions={
        <Button variant="default" onClick={onAll}>
          {t('sequences.show_all')}
        </Button>
      }
    />
  )
}
