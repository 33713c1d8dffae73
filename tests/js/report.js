// One line of JSON for each test, for pytest.

export default async function* report(events) {
  for await (const { type, data } of events) {
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    const error = data.details.error?.cause ?? data.details.error;
    yield `${JSON.stringify({ name: data.name, isPassed: type === 'test:pass', error: String(error?.stack ?? error ?? '') })}\n`;
  }
}
