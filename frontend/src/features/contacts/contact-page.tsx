import { Button, Group } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { LeaveGuard } from '@/components/ui/leave-guard'
import { Page } from '@/components/ui/page'
import { LinesSkeleton } from '@/components/ui/skeletons'
import { paths } from '@/lib/routing/paths'
import { useGoFromGone, useParam } from '@/lib/routing/use-view'
import { useContact } from './api'
import { ContactAround } from './contact-around'
import { KindIcon } from './contact-columns'
import { ContactEditor } from './contact-editor'
import { ContactFacts } from './contact-facts'
import { ContactMenu } from './contact-menu'
import classes from './contacts.module.css'
import { LooksLike } from './looks-like'
import { draftOf } from './state/draft'
import { useContactEditor } from './use-contact-editor'

/** One client: who it is on the left, what there is around it on the right. */
export function ContactPage() {
  const { t } = useTranslation()
  const id = useParam('contact')
  const { data, error, refetch } = useContact(id)
  const back = { to: paths.contacts(), label: t('contacts.title') }
  if (!data) {
    return (
      <Page title={error ? t('contacts.not_there') : '\u00a0'} back={back}>
        {error ? (
          <ErrorBox error={error} onRetry={() => void refetch()} />
        ) : (
          <LinesSkeleton count={10} />
        )}
      </Page>
    )
  }
  return <Loaded key={id} view={data} back={back} />
}

interface LoadedProps {
  view: api.ContactView
  back: { to: string; label: string }
}

function Loaded({ view, back }: LoadedProps) {
  const { t } = useTranslation()
  const goFromGone = useGoFromGone()
  const [editing, setEditing] = useState(false)
  return (
    <Page
      title={view.contact.name}
      back={back}
      aside={
        <>
          <KindIcon kind={view.contact.kind} />
          <ContactMenu view={view} onGone={() => goFromGone(paths.contacts())} />
        </>
      }
      actions={
        !editing && (
          <Button leftSection={<IconPencil size={16} />} onClick={() => setEditing(true)}>
            {t('common.edit')}
          </Button>
        )
      }
    >
      <div className={classes.frame}>
        <LooksLike count={view.duplicates} />
        <div className={classes.columns}>
          {editing ? (
            <Editing view={view} onEnd={() => setEditing(false)} />
          ) : (
            <ContactFacts view={view} />
          )}
          <ContactAround view={view} />
        </div>
      </div>
    </Page>
  )
}

function Editing({ view, onEnd }: { view: api.ContactView; onEnd: () => void }) {
  const { t } = useTranslation()
  const editor = useContactEditor(draftOf(view.contact, view.company))
  const save = async () => {
    const saved = Boolean(await editor.save())
    if (saved) onEnd()
    return saved
  }
  return (
    <div>
      <LeaveGuard dirty={() => editor.dirty && !editor.saving} onSave={save} />
      <ContactEditor editor={editor} id="contact" onSubmit={() => void save()} />
      <Group justify="flex-end" gap="xs" mt="md">
        <Button variant="default" onClick={onEnd} disabled={editor.saving}>
          {t('common.cancel')}
        </Button>
        <Button type="submit" form="contact" loading={editor.saving}>
          {t('common.save')}
        </Button>
      </Group>
    </div>
  )
}
