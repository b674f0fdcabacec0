import { ActionIcon, Button, Tooltip } from '@mantine/core'
import { IconArrowsMaximize, IconPencil } from '@tabler/icons-react'
import { useLocation } from '@tanstack/react-router'
import type { api } from '@wails/go/models'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { SideDrawer } from '@/components/ui/side-drawer'
import { LinesSkeleton } from '@/components/ui/skeletons'
import { paths } from '@/lib/routing/paths'
import { useGo } from '@/lib/routing/use-view'
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

interface ContactDrawerProps {
  target: { id: string }
  onClose: () => void
}

/** A client in the right drawer, over the list that one comes from. */
export function ContactDrawer({ target, onClose }: ContactDrawerProps) {
  const { t } = useTranslation()
  const { data, error, refetch } = useContact(target.id)
  const [editing, setEditing] = useState(false)
  useCloseOnLeave(onClose)
  if (data && editing) {
    return <Editing view={data} onEnd={() => setEditing(false)} onClose={onClose} />
  }
  return (
    <SideDrawer
      open
      wide
      onClose={onClose}
      title={
        data ? (
          <span className={classes.name}>
            <KindIcon kind={data.contact.kind} />
            <span className="clip" title={data.contact.name}>
              {data.contact.name}
            </span>
          </span>
        ) : (
          t(error ? 'contacts.not_there' : 'common.loading')
        )
      }
      aside={data && <Whole id={target.id} />}
      footer={
        data && (
          <>
            <ContactMenu view={data} onGone={onClose} />
            <Button
              ml="auto"
              leftSection={<IconPencil size={16} />}
              onClick={() => setEditing(true)}
            >
              {t('common.edit')}
            </Button>
          </>
        )
      }
    >
      <ErrorBox error={error} onRetry={() => void refetch()} />
      {!data && !error && <LinesSkeleton count={10} />}
      {data && (
        <div className={classes.body}>
          <LooksLike count={data.duplicates} />
          <ContactFacts view={data} />
          <ContactAround view={data} />
        </div>
      )}
    </SideDrawer>
  )
}

function Whole({ id }: { id: string }) {
  const { t } = useTranslation()
  const go = useGo()
  return (
    <Tooltip label={t('contacts.open')}>
      <ActionIcon aria-label={t('contacts.open')} onClick={() => go(paths.contact(id))}>
        <IconArrowsMaximize size={16} />
      </ActionIcon>
    </Tooltip>
  )
}

interface EditingProps {
  view: api.ContactView
  onEnd: () => void
  onClose: () => void
}

function Editing({ view, onEnd, onClose }: EditingProps) {
  const { t } = useTranslation()
  const editor = useContactEditor(draftOf(view.contact, view.company))
  const save = async () => {
    if (await editor.save()) onEnd()
  }
  return (
    <SideDrawer
      open
      wide
      onClose={onClose}
      title={view.contact.name}
      footer={
        <>
          <Button variant="default" onClick={onEnd}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" form="contact" loading={editor.saving}>
            {t('common.save')}
          </Button>
        </>
      }
    >
      <ContactEditor editor={editor} id="contact" onSubmit={() => void save()} />
    </SideDrawer>
  )
}

/** A link in the drawer leads to another page, over which it must not stay. */
function useCloseOnLeave(onClose: () => void) {
  const path = useLocation({ select: (l) => l.pathname })
  const first = useRef(path)
  useEffect(() => {
    if (path !== first.current) onClose()
  }, [path, onClose])
}
