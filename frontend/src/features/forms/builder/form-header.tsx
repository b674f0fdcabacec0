import { Button } from '@mantine/core'
import { IconCode } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Page } from '@/components/ui/page'
import { When } from '@/components/ui/when'
import { paths } from '@/lib/routing/paths'
import { useGoFromGone } from '@/lib/routing/use-view'
import type { FormOut } from '../contract'
import { EmbedDialog } from '../embed/embed-dialog'
import { FormMenu } from '../form-menu'
import { FormStateBadge } from '../form-state-badge'
import { FormTools } from './form-tools'
import type { FormBuilder } from './use-form-builder'

export interface FormHeaderProps {
  view: FormOut
  builder: FormBuilder
  readOnly: boolean
}

/** The page of the builder: name, state, last change, and what can be done with the whole of it. */
export function FormHeader(p: FormHeaderProps & { children: ReactNode }) {
  const { t } = useTranslation()
  const goFromGone = useGoFromGone()
  const [embedding, setEmbedding] = useState(false)
  const { view, builder, readOnly } = p
  const { form, by } = view.row
  const list = paths.forms(form.product)
  return (
    <Page
      title={builder.state.draft.settings.name || t(form.id ? 'form.untitled' : 'form.new')}
      back={{ to: list, label: t('form.forms') }}
      aside={form.id && <FormStateBadge active={form.active} />}
      subtitle={
        form.id && (
          <>
            {t('builder.changed')} <When at={form.modified} relative />
            {by && ` ${t('builder.changed_by', { who: by })}`}
          </>
        )
      }
      fill
      toolbar={<FormTools {...p} />}
      actions={
        <>
          {form.id && <FormMenu row={view.row} onGone={() => goFromGone(list)} />}
          {form.id && (
            <Button
              variant="default"
              leftSection={<IconCode size={16} />}
              onClick={() => setEmbedding(true)}
            >
              {t('form.embed.open')}
            </Button>
          )}
          {!readOnly && (
            <Button
              onClick={() => void builder.save()}
              loading={builder.saving}
              disabled={!builder.dirty || builder.state.newer !== null}
            >
              {t('common.save')}
            </Button>
          )}
        </>
      }
    >
      {p.children}
      {embedding && <EmbedDialog row={view.row} onClose={() => setEmbedding(false)} />}
    </Page>
  )
}
