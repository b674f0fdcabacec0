import {
  Button,
  Collapse,
  NumberInput,
  SegmentedControl,
  Text,
  UnstyledButton,
} from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconChevronDown, IconFile, IconHash } from '@tabler/icons-react'
import type { merge } from '@wails/go/models'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { LineField } from './line-field'
import classes from './preview/pdf.module.css'
import { margins, type PageSettings, pageOf, withPage } from './state/pdf-page'

interface PdfPageSettingsProps {
  /** The document as JSON, as Content.doc holds it. */
  doc: string
  onChange: (doc: string) => void
  product: string
  variables: merge.Field[]
  readOnly: boolean
}

/** The paper that a PDF is printed on, its margin, header and footer. */
export function PdfPageSettings({ doc, onChange, ...shared }: PdfPageSettingsProps) {
  const { t } = useTranslation()
  const id = useId()
  const [opened, { toggle }] = useDisclosure(false)
  const page = pageOf(doc)
  const change = (part: Partial<PageSettings>) => onChange(withPage(doc, part))
  const summary = [
    page.page,
    t(`templates.pdf.${page.orientation}`),
    t('templates.pdf.mm', { n: page.margin }),
    page.header && t('templates.pdf.header'),
    page.footer && t('templates.pdf.footer'),
  ].filter(Boolean)
  return (
    <section className={classes.settings} aria-label={t('templates.pdf.settings')}>
      <UnstyledButton
        className={classes.summary}
        onClick={toggle}
        aria-expanded={opened}
        aria-controls={id}
      >
        <IconFile size={16} aria-hidden />
        <Text span size="sm" fw={550}>
          {t('templates.pdf.settings')}
        </Text>
        <Text span size="sm" c="dimmed" className="clip">
          {summary.join(' · ')}
        </Text>
        <IconChevronDown size={16} aria-hidden />
      </UnstyledButton>
      <Collapse expanded={opened} id={id}>
        <div className={classes.fields}>
          <Paper page={page} change={change} readOnly={shared.readOnly} />
          <LineField
            {...shared}
            label={t('templates.pdf.header')}
            value={page.header}
            onChange={(header) => change({ header })}
            problems={[]}
            error={undefined}
          />
          <LineField
            {...shared}
            label={t('templates.pdf.footer')}
            value={page.footer}
            onChange={(footer) => change({ footer })}
            problems={[]}
            error={undefined}
          />
          <PageNumber page={page} change={change} readOnly={shared.readOnly} />
        </div>
      </Collapse>
    </section>
  )
}

interface PartProps {
  page: PageSettings
  change: (part: Partial<PageSettings>) => void
  readOnly: boolean
}

function Paper({ page, change, readOnly }: PartProps) {
  const { t } = useTranslation()
  return (
    <div className={classes.row}>
      <SegmentedControl
        aria-label={t('templates.pdf.size')}
        data={['A4', 'Letter']}
        value={page.page}
        onChange={(size) => change({ page: size as PageSettings['page'] })}
        readOnly={readOnly}
      />
      <SegmentedControl
        aria-label={t('templates.pdf.orientation')}
        data={(['portrait', 'landscape'] as const).map((value) => ({
          value,
          label: t(`templates.pdf.${value}`),
        }))}
        value={page.orientation}
        onChange={(way) => change({ orientation: way as PageSettings['orientation'] })}
        readOnly={readOnly}
      />
      <NumberInput
        label={t('templates.pdf.margin')}
        suffix=" mm"
        w={110}
        value={page.margin}
        onBlur={(e) => change({ margin: Number.parseInt(e.currentTarget.value, 10) })}
        onChange={(n) => typeof n === 'number' && n >= margins.min && change({ margin: n })}
        min={margins.min}
        max={margins.max}
        allowDecimal={false}
        allowNegative={false}
        readOnly={readOnly}
      />
    </div>
  )
}

function PageNumber({ page, change, readOnly }: PartProps) {
  const { t } = useTranslation()
  const add = () =>
    change({ footer: [page.footer, t('templates.pdf.number_text')].filter(Boolean).join(' · ') })
  return (
    <div className={classes.row}>
      {!readOnly && (
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconHash size={15} />}
          onClick={add}
          disabled={/\{pages?\}/.test(page.footer)}
        >
          {t('templates.pdf.number')}
        </Button>
      )}
      <Text size="xs" c="dimmed">
        {t('templates.pdf.number_words')}
      </Text>
    </div>
  )
}
