import { Anchor, Button } from '@mantine/core'
import { IconBolt, IconPlus, IconSearchOff } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '@/components/ui/empty-state'
import { paths } from '@/lib/routing/paths'
import { useIsAdmin, useProduct } from '@/lib/workspace/workspace'

/** What belongs here, and the two ways to the first one. */
export function NoSequences() {
  const { t } = useTranslation()
  const admin = useIsAdmin()
  const { product } = useProduct()
  return (
    <EmptyState
      icon={IconBolt}
      title={t('sequences.empty.title')}
      actions={
        admin && (
          <>
            <Button
              component={Link}
              to={paths.newAutomation(product.id)}
              leftSection={<IconPlus size={16} />}
            >
              {t('sequences.new')}
            </Button>
            <Anchor component={Link} to={paths.recipes(product.id)}>
              {t('sequences.empty.recipes')}
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
