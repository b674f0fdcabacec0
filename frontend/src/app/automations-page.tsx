import { Button } from '@mantine/core'
import { IconToolsKitchen2 } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { ImportButton } from '@/features/recipes/import-button'
import { SequencesPage } from '@/features/sequences/sequences-page'
import { paths } from '@/lib/routing/paths'
import { useProduct } from '@/lib/workspace/workspace'

/** The list of automations, with what recipes and files add to it. */
export function Automations() {
  const { t } = useTranslation()
  const { product } = useProduct()
  return (
    <SequencesPage
      tools={
        <>
          <ImportButton product={product.id} />
          <Button
            variant="default"
            component={Link}
            to={paths.recipes(product.id)}
            leftSection={<IconToolsKitchen2 size={16} />}
          >
            {t('packs.recipes')}
          </Button>
        </>
      }
    />
  )
}
