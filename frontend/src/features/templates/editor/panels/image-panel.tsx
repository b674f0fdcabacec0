import { Input, Slider, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { TextField } from '../../text-field'
import { AddressField } from './address-field'
import { AlignField } from './align-field'
import type { NodePanelParts } from './node-panel'
import { PanelEnd } from './panel-end'

/** The settings of a picture: what it shows, how wide, where it leads and stands. */
export function ImagePanel(p: NodePanelParts) {
  const { t } = useTranslation()
  const shared = { product: p.product, variables: p.variables }
  const alt = String(p.attrs.alt)
  return (
    <Stack gap="sm">
      <TextField
        {...shared}
        label={t('editor.alt')}
        value={alt}
        onChange={(text) => p.change({ alt: text })}
        error={alt.trim() === '' ? t('editor.alt_words') : undefined}
        readOnly={false}
      />
      <Input.Wrapper label={t('editor.width')} labelElement="div">
        <Slider
          aria-label={t('editor.width')}
          thumbLabel={t('editor.width')}
          min={10}
          max={100}
          step={5}
          value={Number(p.attrs.width)}
          onChange={(width) => p.change({ width })}
          label={(n) => `${n} %`}
          marks={[{ value: 25 }, { value: 50 }, { value: 75 }, { value: 100 }]}
        />
      </Input.Wrapper>
      <AddressField
        {...shared}
        optional
        label={t('editor.picture_link')}
        value={String(p.attrs.href)}
        onChange={(href) => p.change({ href })}
      />
      <AlignField value={p.attrs.align} onChange={(align) => p.change({ align })} />
      <PanelEnd {...p} />
    </Stack>
  )
}
