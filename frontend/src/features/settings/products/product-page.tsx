import { Button, Menu, Stack } from '@mantine/core'
import { IconArchive, IconDotsVertical } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { CountDoor } from '@/components/ui/count-door'
import { Page } from '@/components/ui/page'
import { ToneBadge } from '@/components/ui/state-badge'
import { paths } from '@/lib/routing/paths'
import { useIsAdmin, useProduct } from '@/lib/workspace/workspace'
import { AskAdmin } from '../ask-admin'
import classes from '../settings.module.css'
import { FieldsList } from './fields-list'
import { ProductBasics } from './product-basics'
import { StatusesEditor } from './statuses-editor'
import { useArchiving } from './use-archiving'

/** One product: its name and SMS service, its statuses, its fields. */
export function ProductPage() {
  const { t } = useTranslation()
  if (useIsAdmin()) return <ProductSettings />
  return (
    <Page title={t('settings.title')}>
      <AskAdmin />
    </Page>
  )
}

function ProductSettings() {
  const { t } = useTranslation()
  const view = useProduct()
  const archive = useArchiving()
  const { product } = view
  return (
    <Page
      title={product.name}
      back={{ to: paths.settings('products'), label: t('settings.section.products') }}
      aside={
        product.archived ? (
          <ToneBadge tone="grey">{t('settings.archived_one')}</ToneBadge>
        ) : undefined
      }
      subtitle={
        <CountDoor
          inWords
          count={view.cards}
          label={t('settings.n_cards', { count: view.cards })}
          to={paths.cards(product.id)}
        />
      }
      actions={
        <Menu position="bottom-end">
          <Menu.Target>
            <Button variant="default" rightSection={<IconDotsVertical size={16} />}>
              {t('settings.product_more')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item
              leftSection={<IconArchive size={16} />}
              onClick={() => archive(product, !product.archived)}
            >
              {t(product.archived ? 'settings.unarchive' : 'settings.archive')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      }
    >
      <div className={classes.fieldset}>
        <Stack gap="lg" key={product.id}>
          <ProductBasics product={product} />
          <StatusesEditor view={view} />
          <FieldsList view={view} />
        </Stack>
      </div>
    </Page>
  )
}
