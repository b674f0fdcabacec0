import { Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { TextField } from '../../text-field'
import { AddressField } from './address-field'
import { AlignField } from './align-field'
import type { NodePanelParts } from './node-panel'
import { PanelEnd } from './panel-end'

/** The settings of a button: its words, where it leads, where it stands. */
export function ButtonPanel(p: NodePanelParts) {
  const { t } = useTranslation()
  const shared = { product: p.product, variables: p.variables }
  return (
    <Stack gap="sm">
      <TextField
        {...shared}
        label={t('editor.button_label')}
        value={String(p.attrs.label)}
        onChange={(label) => p.change({ label })}
        error={undefined}
        readOnly={false}
      />
      <AddressField
        {...shared}
        label={t('editor.address_label')}
        value={String(p.attrs.href)}
        onChange={(href) => p.change({ href })}
      />
      <AlignField value={p.attrs.align} onChange={(align) => p.change({ align })} />
      <PanelEnd {...p} />
    </Stack>
  )
}
