import { type RefObject, useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { BoardArea } from '@/components/ui/sortable-row'
import type { FormDraft } from '../state/draft'
import type { Target } from '../targets'
import type { SectionName } from './sections'
import classes from './sheet.module.css'
import { type FieldActions, SheetRow } from './sheet-row'
import { focusField, useFieldKeys } from './use-field-keys'
import { useConsentWords, usePageWords } from './use-page-words'

interface SheetProps {
  draft: FormDraft
  targets: ReadonlyMap<string, Target>
  chosen: string
  /** The keys of the fields with problems. */
  wrong: ReadonlySet<string>
  readOnly: boolean
  act: FieldActions
  nameOf: (id: string) => string
  /** Where something of the palette would land. */
  place: number | null
  /** The key of the field that has the focus after the next drawing; emptied then. */
  focus: RefObject<string>
  onSection: (section: SectionName) => void
}

/** The form as it will look; its fields are chosen, moved and removed in place. */
export function Sheet({ draft, readOnly, place, focus, act, ...p }: SheetProps) {
  const { t } = useTranslation()
  const list = useRef<HTMLOListElement>(null)
  const { fields, settings } = draft
  const page = usePageWords(settings.language)
  const keys = useFieldKeys(fields, p.nameOf, act, readOnly)
  useLayoutEffect(() => {
    focusField(list.current, focus.current)
    focus.current = ''
  })
  return (
    <section aria-label={t('form.sheet')}>
      <BoardArea className={classes.sheet}>
        <Head draft={draft} onSection={p.onSection} />
        <ol className={classes.fields} ref={list} onKeyDown={keys} aria-label={t('form.fields')}>
          {fields.map((field, i) => (
            <li key={field.key}>
              {place === i && <div className={classes.opening} />}
              <SheetRow
                field={field}
                target={p.targets.get(field.source)}
                name={p.nameOf(field.key)}
                index={i}
                count={fields.length}
                chosen={field.key === p.chosen}
                wrong={p.wrong.has(field.key)}
                optional={page('form.page.optional')}
                readOnly={readOnly}
                act={act}
              />
            </li>
          ))}
        </ol>
        {fields.length > 0 && place === fields.length && <div className={classes.opening} />}
        {fields.length === 0 && (
          <p className={classes.empty} data-open={place !== null || undefined}>
            {t('form.no_fields')}
          </p>
        )}
        <Foot settings={settings} onSection={p.onSection} />
      </BoardArea>
    </section>
  )
}

function Head({ draft, onSection }: Pick<SheetProps, 'draft' | 'onSection'>) {
  const { t } = useTranslation()
  const { name, title, intro } = draft.settings
  return (
    <button type="button" className={classes.part} onClick={() => onSection('texts')}>
      <span className={classes.title}>{title || name || t('form.untitled')}</span>
      {intro && <span className={classes.intro}>{intro}</span>}
    </button>
  )
}

function Foot({
  settings,
  onSection,
}: { settings: FormDraft['settings'] } & Pick<SheetProps, 'onSection'>) {
  const page = usePageWords(settings.language)
  const ours = useConsentWords(settings.language)
  const { consent, button } = settings
  const says = consent.wording || (consent.ask ? ours : '')
  return (
    <>
      {says && (
        <button type="button" className={classes.part} onClick={() => onSection('consent')}>
          <span className={classes.consent}>
            {consent.ask && <span className={classes.box} aria-hidden />}
            <span>{says}</span>
          </span>
        </button>
      )}
      <button type="button" className={classes.part} onClick={() => onSection('texts')}>
        <span className={`${classes.send} clip`}>{button || page('form.page.send')}</span>
      </button>
    </>
  )
}
