-- The calendars of bodies to subscribe to are the meetings service's.

INSERT INTO es.writer (role, kind) VALUES
    ('lotse_meetings', 'calendar-feed');
