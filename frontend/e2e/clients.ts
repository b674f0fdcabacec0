/** Ten clients whose names have the letters that programs get wrong, and one whose data is wrong. */
export const clients = [
  ['Ștefan', 'Țurcanu', 'Iași'],
  ['Erzsébet', 'Kőszegi', 'Cluj-Napoca'],
  ['Ioana', 'Mureșan', 'Brașov'],
  ['Győző', 'Szűcs', 'Târgu Mureș'],
  ['Mihai', 'Ivașcu', 'Timișoara'],
  ['Oțelia', 'Bălan', 'Galați'],
  ['Răzvan', 'Pârvu', 'Râmnicu Vâlcea'],
  ['Anca', 'Știrbu', 'București'],
  ['Ödön', 'Fűzfa', 'Oradea'],
  ['Crina', 'Țepeș', 'Târgoviște'],
].map(([first = '', last = '', town = ''], i) => ({
  first,
  last,
  town,
  name: `${first} ${last}`,
  email: `client${i}@example.com`,
  phone: `+4071200000${i}`,
}))

/** The file that an office exports: semicolons, local phone numbers, the last row broken. */
export function clientsFile(): { name: string; mimeType: string; buffer: Buffer } {
  const rows = clients.map((c) =>
    [c.last, c.first, c.phone.replace('+40', '0'), c.email, 'Offer sent', c.town].join(';'),
  )
  const lines = [
    'Nume;Prenume;Telefon;E-mail;Status;Oraș',
    ...rows,
    'Rău;Ion;12;nicăieri;Offer sent;',
  ]
  return { name: 'clienti.csv', mimeType: 'text/csv', buffer: Buffer.from(lines.join('\r\n')) }
}
