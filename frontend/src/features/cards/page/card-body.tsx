import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { FileSlot } from '@/components/ui/file-slot'
import cards from '../cards.module.css'
import type { LineKind } from './api'
import { AutomationsPanel } from './automations/automations-panel'
import { ContactPanel } from './contact-panel'
import { FieldsPanel } from './fields-panel'
import { CardOfFields, FileFieldInput, FileFieldView } from './files/file-field'
import { FilesPanel } from './files/files-panel'
import { TasksPanel } from './tasks-panel'
import { Timeline } from './timeline/timeline'

interface CardBodyProps {
  view: api.CardView
  kinds: LineKind[]
  onKinds: (kinds: LineKind[]) => void
}

const fileParts = { Input: FileFieldInput, View: FileFieldView }

/** What a card is on the left, what happens to it in the middle, who it is about and what runs on the right. */
export function CardBody({ view, kinds, onKinds }: CardBodyProps) {
  const { t } = useTranslation()
  return (
    <CardOfFields value={view.card.id}>
      <FileSlot value={fileParts}>
        <div className={cards.frame}>
          <div className={cards.columns}>
            <div className={cards.left}>
              <FieldsPanel view={view} />
            </div>
            <aside className={cards.right} aria-label={t('card.around')}>
              <ContactPanel view={view} />
              <AutomationsPanel view={view} />
              <TasksPanel view={view} />
              <FilesPanel view={view} />
            </aside>
            <div className={cards.middle}>
              <Timeline view={view} kinds={kinds} onKinds={onKinds} />
            </div>
          </div>
        </div>
      </FileSlot>
    </CardOfFields>
  )
}
