-- The streams of the meetings service.

INSERT INTO es.writer (role, kind) VALUES
    ('lotse_meetings', 'committee-report'),
    ('lotse_meetings', 'meeting'),
    ('lotse_meetings', 'meeting-series'),
    ('lotse_meetings', 'minutes'),
    ('lotse_meetings', 'need'),
    ('lotse_meetings', 'recommendation'),
    ('lotse_meetings', 'standard'),
    ('lotse_meetings', 'topic'),
    ('lotse_meetings', 'training');
