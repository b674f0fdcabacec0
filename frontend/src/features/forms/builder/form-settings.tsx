import {
  type Icon,
  IconArrowGuide,
  IconChevronDown,
  IconHeartHandshake,
  IconLetterCase,
  IconMailCheck,
  IconShieldCheck,
  IconWorld,
} from '@tabler/icons-react'
import type { ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '@/lib/api/client'
import { ConsentSection } from './consent-section'
import { GuardSection } from './guard-section'
import { HappensSection } from './happens-section'
import { PageSection } from './page-section'
import type { SectionProps } from './section-props'
import { type SectionName, sectionNames, sectionOf } from './sections'
import classes from './side.module.css'
import { TextsSection } from './texts-section'
import { ThanksSection } from './thanks-section'

const looks: Record<SectionName, [Icon, ComponentType<SectionProps>]> = {
  texts: [IconLetterCase, TextsSection],
  happens: [IconArrowGuide, HappensSection],
  consent: [IconMailCheck, ConsentSection],
  thanks: [IconHeartHandshake, ThanksSection],
  guard: [IconShieldCheck, GuardSection],
  page: [IconWorld, PageSection],
}

interface FormSettingsProps extends SectionProps {
  open: ReadonlySet<SectionName>
  onOpen: (section: SectionName, open: boolean) => void
}

/** What holds for the whole form, in parts that open. */
export function FormSettings({ open, onOpen, problems, ...p }: FormSettingsProps) {
  const { t } = useTranslation()
  const wrongIn = (name: SectionName) =>
    problems.filter(({ path }: Problem) => sectionOf(path) === name).length
  return (
    <section aria-label={t('form.settings')}>
      {sectionNames.map((name) => {
        const [Picture, Body] = looks[name]
        const wrong = wrongIn(name)
        return (
          <details
            key={name}
            className={classes.section}
            data-section={name}
            open={open.has(name)}
            onToggle={(e) => onOpen(name, e.currentTarget.open)}
          >
            <summary>
              <Picture size={16} stroke={1.75} aria-hidden />
              {t(`form.section.${name}`)}
              {wrong > 0 && (
                <span className={classes.wrong}>{t('form.wrong', { count: wrong })}</span>
              )}
              <IconChevronDown size={16} aria-hidden className={classes.chevron} />
            </summary>
            {open.has(name) && (
              <div className={classes.fields}>
                <Body {...p} problems={problems} />
              </div>
            )}
          </details>
        )
      })}
    </section>
  )
}
