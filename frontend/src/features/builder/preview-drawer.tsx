import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { crm } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { SideDrawer } from '@/components/ui/side-drawer'
import { paths } from '@/lib/routing/paths'
import { useSlots } from './slots'

interface PreviewDrawerProps {
  product: string
  template: crm.Template
  readOnly: boolean
  onClose: () => void
}

/** How the chosen template looks as a real card, without leaving the builder. */
export function PreviewDrawer({ product, template, readOnly, onClose }: PreviewDrawerProps) {
  const { t } = useTranslation()
  const { Preview } = useSlots()
  return (
    <SideDrawer
      open
      wide
      onClose={onClose}
      title={template.name}
      footer={
        <Button component={Link} to={paths.template(product, template.id)} variant="default">
          {t(readOnly ? 'builder.field.template_open' : 'builder.field.template_edit')}
        </Button>
      }
    >
      <Preview product={product} template={template} />
    </SideDrawer>
  )
}
