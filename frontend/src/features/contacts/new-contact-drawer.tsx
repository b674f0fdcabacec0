import { Button, SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { SideDrawer } from '@/components/ui/side-drawer'
import { useOpenDrawer } from '@/lib/drawers/drawers'
import { useContact } from './api'
import { ContactEditor } from './contact-editor'
import { type ContactDraft, newDraft } from './state/draft'
import { useContactEditor } from './use-contact-editor'

interface NewContactDrawerProps {
  target: { company?: string }
  onClose: () => void
}

/** A new client: a person, perhaps of a company, or a company. */
export function NewContactDrawer({ target, onClose }: NewContactDrawerProps) {
  const company = useContact(target.company ?? '')
  if (target.company && !company.data) return null
  const draft = newDraft('person', target.company)
  const name = company.data?.contact.name ?? ''
  return <NewContact first={{ ...draft, companyName: name }} onClose={onClose} />
}

function NewContact({ first, onClose }: { first: ContactDraft; onClose: () => void }) {
  const { t } = useTranslation()
  const open = useOpenDrawer()
  const [start] = useState(first)
  const editor = useContactEditor(start)
  const { kind } = editor.draft
  const save = async () => {
    const view = await editor.save()
    if (view) open({ kind: 'contact', id: view.contact.id })
  }
  return (
    <SideDrawer
      open
      onClose={onClose}
      title={t(kind === 'company' ? 'contacts.new_company' : 'contacts.new_person')}
      footer={
        <>
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" form="new-contact" loading={editor.saving}>
            {t('common.save')}
          </Button>
        </>
      }
    >
      {!start.company && (
        <SegmentedControl
          size="xs"
          mb="md"
          aria-label={t('contacts.kinds')}
          value={kind}
          onChange={(k) => editor.change({ kind: k as ContactDraft['kind'] })}
          data={[
            { value: 'person', label: t('contacts.person') },
            { value: 'company', label: t('contacts.company') },
          ]}
        />
      )}
      <ContactEditor editor={editor} id="new-contact" onSubmit={() => void save()} />
    </SideDrawer>
  )
}
