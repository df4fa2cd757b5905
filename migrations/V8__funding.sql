-- The streams of the funding service: money and figures.

INSERT INTO es.writer (role, kind) VALUES
    ('lotse_funding', 'budget'),
    ('lotse_funding', 'concept'),
    ('lotse_funding', 'cost-scheme'),
    ('lotse_funding', 'decision'),
    ('lotse_funding', 'expense'),
    ('lotse_funding', 'goal'),
    ('lotse_funding', 'grant'),
    ('lotse_funding', 'indicator'),
    ('lotse_funding', 'instrument'),
    ('lotse_funding', 'onward-grant'),
    ('lotse_funding', 'programme'),
    ('lotse_funding', 'project'),
    ('lotse_funding', 'project-funds'),
    ('lotse_funding', 'quality-dialogue'),
    ('lotse_funding', 'site-report');
