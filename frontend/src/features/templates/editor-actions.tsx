import { Button } from '@mantine/core'
import { IconHistory, IconListCheck } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CheckDrawer } from './check/check-drawer'
import type { LivePreview } from './preview/use-live-preview'
import type { TemplateDraft } from './use-template-draft'
import { VersionsDrawer } from './versions/versions-drawer'

interface EditorActionsProps {
  product: string
  /** What is saved; undefined for a new template. */
  row: api.TemplateRow | undefined
  form: TemplateDraft
  live: LivePreview
}

/** What can be looked at beside the text: its versions, and what it comes to on many cards. */
export function EditorActions({ product, row, form, live }: EditorActionsProps) {
  const { t } = useTranslation()
  const [shown, setShown] = useState<'versions' | 'check'>()
  const close = () => setShown(undefined)
  return (
    <>
      {row && (
        <Button
          variant="default"
          leftSection={<IconHistory size={16} />}
          onClick={() => setShown('versions')}
        >
          {t('templates.versions.title')}
        </Button>
      )}
      <Button
        variant="default"
        leftSection={<IconListCheck size={16} />}
        onClick={() => setShown('check')}
      >
        {t('templates.check')}
      </Button>
      {row && shown === 'versions' && (
        <VersionsDrawer
          template={row.template.id}
          dirty={form.dirty}
          onRestored={form.take}
          onClose={close}
        />
      )}
      {shown === 'check' && (
        <CheckDrawer
          product={product}
          draft={form.draft}
          usedBy={row?.usedBy ?? []}
          onShow={(card) => {
            live.show(card)
            close()
          }}
          onClose={close}
        />
      )}
    </>
  )
}
