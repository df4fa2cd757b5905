//! What an office's commands make happen.

use kernel::{PartialDate, Warning, correct, facts};

use super::aggregate::{Office, Staffing};
use super::command::*;
use super::error::OfficeRefusal;
use super::event::*;
use super::task::OfficeTask;
use crate::facts::MembershipContext;
use crate::unfit::{Thing, Unfit};

/// More positions than any office has: 50 full-time ones.
pub(super) const FTE_MAX: u16 = 5_000;
/// Minutes of a day.
pub(super) const MINUTES_MAX: u16 = 1_440;

impl Office {
    /// What the command makes happen; nothing where it is so already.
    pub fn decide(
        &self,
        command: &OfficeCommand,
        ctx: &MembershipContext,
    ) -> Result<Vec<OfficeEvent>, OfficeRefusal> {
        let creates = matches!(command, OfficeCommand::EstablishOffice(_));
        Unfit::check_existence(Thing::Office, self.exists(), creates)?;
        if let Some((field, day)) = command.recorded_on() {
            Unfit::check_not_in_future(field, day, ctx.today)?;
        }
        match command {
            OfficeCommand::EstablishOffice(c) => Self::establish(c, ctx),
            OfficeCommand::ChangeOfficeContact(c) => self.change_contact(c),
            OfficeCommand::SetOfficeStaffing(c) => self.set_staffing(c, ctx),
            OfficeCommand::AppointCoordinator(c) => self.decide_appointment(c),
            OfficeCommand::ReleaseCoordinator(c) => self.decide_release(c),
            OfficeCommand::SetOfficeTasks(c) => self.set_tasks(c),
            OfficeCommand::LogOfficeActivity(c) => self.log(c, ctx),
            OfficeCommand::SetEmergencyCard(c) => self.set_card(c),
            OfficeCommand::SetOfficeServices(c) => self.set_services(c),
            OfficeCommand::CloseOffice(c) => self.close(c),
            OfficeCommand::CorrectOffice(c) => {
                correct(self, c.fact, c.instead().as_ref(), ctx, |replacement| {
                    OfficeFactCorrected {
                        fact: c.fact,
                        reason: c.reason.id,
                        replacement,
                    }
                    .into()
                })
            }
        }
    }

    fn establish(
        c: &EstablishOffice,
        ctx: &MembershipContext,
    ) -> Result<Vec<OfficeEvent>, OfficeRefusal> {
        if let Some(network) = c.network {
            ctx.facts.network(network, "network", c.since.first_day())?;
        }
        check_contact(&c.contact)?;
        let event = OfficeEstablished {
            network: c.network,
            contact: c.contact.stored(),
            since: c.since,
        };
        Ok(vec![event.into()])
    }

    fn change_contact(&self, c: &ChangeOfficeContact) -> Result<Vec<OfficeEvent>, OfficeRefusal> {
        self.check_running("changedOn", c.changed_on.into())?;
        check_contact(&c.contact)?;
        let event = OfficeContactChanged {
            contact: c.contact.stored(),
            changed_on: c.changed_on,
        };
        Ok(vec![event.into()])
    }

    fn set_staffing(
        &self,
        c: &SetOfficeStaffing,
        ctx: &MembershipContext,
    ) -> Result<Vec<OfficeEvent>, OfficeRefusal> {
        self.check_running("from", c.from)?;
        if c.fte_hundredths > FTE_MAX {
            return Err(OfficeRefusal::StaffingImplausible {
                fte_hundredths: c.fte_hundredths,
            });
        }
        let staffing = Staffing {
            fte_hundredths: c.fte_hundredths,
            dating: c.dating,
        };
        let same = |known: &kernel::timeline::Since<Staffing>| {
            known.since == Some(c.from) && known.value == staffing
        };
        if self.staffing.at(c.from.first_day()).is_some_and(same) {
            return Ok(Vec::new());
        }
        let documented = ctx.policy.coordination_fte.value();
        if let Some(documented) = documented
            && hundredths(documented) != Some(c.fte_hundredths)
        {
            let given = german_fte(c.fte_hundredths);
            let documented = documented.replace('.', ",");
            ctx.warn(Warning {
                code: "STAFFING_NOT_AS_DOCUMENTED".to_owned(),
                rule: "MEM-32".to_owned(),
                sentence: format!(
                    "Die Dokumente der Kommune nennen einen Stellenanteil von {documented}, hier sind es {given}."
                ),
                facts: facts! { "documented" => documented, "fteHundredths" => c.fte_hundredths },
            });
        }
        let event = OfficeStaffingSet {
            fte_hundredths: c.fte_hundredths,
            from: c.from,
            dating: c.dating,
        };
        Ok(vec![event.into()])
    }

    fn decide_appointment(
        &self,
        c: &AppointCoordinator,
    ) -> Result<Vec<OfficeEvent>, OfficeRefusal> {
        self.check_running("from", c.from)?;
        let person = c.person_id();
        let running = self.appointments.iter().find(|known| {
            known.person == person
                && known.role == c.role
                && known.to.is_none_or(|last| c.from.first_day() <= last)
        });
        if let Some(running) = running {
            return Err(OfficeRefusal::AlreadyAppointed {
                role: c.role,
                from: running.from,
                to: running.to,
            });
        }
        let event = CoordinatorAppointed {
            person,
            details: c.person.id,
            function: c.function.id,
            role: c.role,
            from: c.from,
        };
        Ok(vec![event.into()])
    }

    fn decide_release(&self, c: &ReleaseCoordinator) -> Result<Vec<OfficeEvent>, OfficeRefusal> {
        let mut theirs = self
            .appointments
            .iter()
            .rev()
            .filter(|known| known.person == c.person && known.role == c.role);
        let Some(latest) = theirs.next() else {
            return Err(OfficeRefusal::NotAppointed {
                role: c.role,
                released_before: None,
            });
        };
        match latest.to {
            Some(to) if to == c.to => return Ok(Vec::new()),
            Some(to) => {
                return Err(OfficeRefusal::NotAppointed {
                    role: c.role,
                    released_before: Some(to),
                });
            }
            None => {}
        }
        Unfit::check_not_before("to", c.to, Some(latest.from.first_day()))?;
        self.check_running("to", c.to.into())?;
        let event = CoordinatorReleased {
            person: c.person,
            role: c.role,
            to: c.to,
        };
        Ok(vec![event.into()])
    }

    fn set_tasks(&self, c: &SetOfficeTasks) -> Result<Vec<OfficeEvent>, OfficeRefusal> {
        self.check_running("since", c.since)?;
        let tasks: Vec<OfficeTask> = OfficeTask::ALL
            .iter()
            .copied()
            .filter(|task| c.tasks.contains(task))
            .collect();
        if tasks.is_empty() {
            return Err(OfficeRefusal::TasksMissing);
        }
        let event = OfficeTasksSet {
            tasks,
            since: c.since,
        };
        Ok(vec![event.into()])
    }

    fn log(
        &self,
        c: &LogOfficeActivity,
        ctx: &MembershipContext,
    ) -> Result<Vec<OfficeEvent>, OfficeRefusal> {
        self.check_running("on", c.on.into())?;
        if let Some(minutes) = c.minutes
            && !(1..=MINUTES_MAX).contains(&minutes)
        {
            return Err(OfficeRefusal::DurationImplausible { minutes });
        }
        let tasks = self.tasks_on(c.on);
        if !tasks.is_empty() && !tasks.contains(&c.task) {
            ctx.warn(Warning {
                code: "TASK_NOT_IN_PROFILE".to_owned(),
                rule: "MEM-33".to_owned(),
                sentence: format!(
                    "„{}“ gehört an diesem Tag nicht zum Aufgabenprofil der Koordinierungsstelle.",
                    c.task.label()
                ),
                facts: facts! { "task" => c.task, "tasks" => tasks },
            });
        }
        let event = OfficeActivityLogged {
            task: c.task,
            on: c.on,
            minutes: c.minutes,
            note: c.note.as_ref().map(|note| note.id),
        };
        Ok(vec![event.into()])
    }

    fn set_card(&self, c: &SetEmergencyCard) -> Result<Vec<OfficeEvent>, OfficeRefusal> {
        self.check_running("validFrom", c.valid_from.into())?;
        let event = EmergencyCardSet {
            acute: c.acute.id,
            outside_hours: c.outside_hours.id,
            valid_from: c.valid_from,
        };
        Ok(vec![event.into()])
    }

    fn set_services(&self, c: &SetOfficeServices) -> Result<Vec<OfficeEvent>, OfficeRefusal> {
        self.check_running("since", c.since)?;
        let event = OfficeServicesSet {
            contact_point_for_families: c.contact_point_for_families,
            coordinates_health_professionals: c.coordinates_health_professionals,
            coordinates_volunteers: c.coordinates_volunteers,
            since: c.since,
        };
        Ok(vec![event.into()])
    }

    fn close(&self, c: &CloseOffice) -> Result<Vec<OfficeEvent>, OfficeRefusal> {
        match self.closed_on {
            Some(closed_on) if closed_on == c.closed_on => Ok(Vec::new()),
            Some(closed_on) => Err(OfficeRefusal::Closed { closed_on }),
            None => {
                let mut closed = self.clone();
                closed.closed_on = Some(c.closed_on);
                closed.check_dates("closedOn")?;
                let event = OfficeClosed {
                    closed_on: c.closed_on,
                };
                Ok(vec![event.into()])
            }
        }
    }

    /// A fact cannot lie outside the time in which the office works, as far as both days are known.
    fn check_running(&self, field: &'static str, day: PartialDate) -> Result<(), OfficeRefusal> {
        if let Some(since) = self.since {
            Unfit::check_not_before(field, day.last_day(), Some(since.first_day()))?;
        }
        match self.closed_on {
            Some(closed_on) if closed_on < day.first_day() => {
                Err(OfficeRefusal::Closed { closed_on })
            }
            Some(_) | None => Ok(()),
        }
    }

    /// Whether all recorded days lie in the time in which the office works; `field` names what moved.
    fn check_dates(&self, field: &'static str) -> Result<(), OfficeRefusal> {
        let Some(since) = self.since else {
            return Ok(());
        };
        if let Some(closed_on) = self.closed_on {
            Unfit::check_not_before(field, closed_on, Some(since.first_day()))?;
        }
        let outside = self.history.standing().find(|(_, event)| {
            event.day().is_some_and(|day| {
                day.last_day() < since.first_day()
                    || self.closed_on.is_some_and(|last| last < day.first_day())
            })
        });
        match outside {
            Some((fact, event)) => Err(OfficeRefusal::FactOutside {
                field,
                fact,
                day: event.day().unwrap_or(since),
                since,
                closed_on: self.closed_on,
            }),
            None => Ok(()),
        }
    }

    /// Whether the facts fit each other after a correction.
    pub(super) fn check_facts(&self) -> Result<(), OfficeRefusal> {
        self.check_dates("replacement")?;
        for (index, one) in self.appointments.iter().enumerate() {
            if let Some(to) = one.to {
                Unfit::check_not_before("replacement", to, Some(one.from.first_day()))?;
            }
            let doubled = self.appointments[index + 1..].iter().any(|other| {
                other.person == one.person
                    && other.role == one.role
                    && one.to.is_none_or(|last| other.from.first_day() <= last)
                    && other.to.is_none_or(|last| one.from.first_day() <= last)
            });
            if doubled {
                return Err(OfficeRefusal::AlreadyAppointed {
                    role: one.role,
                    from: one.from,
                    to: one.to,
                });
            }
        }
        for (_, event) in self.history.standing() {
            if let OfficeEvent::CoordinatorReleased(e) = event
                && !self.appointments.iter().any(|known| {
                    known.person == e.person && known.role == e.role && known.to == Some(e.to)
                })
            {
                return Err(OfficeRefusal::NotAppointed {
                    role: e.role,
                    released_before: None,
                });
            }
        }
        Ok(())
    }
}

fn check_contact(contact: &OfficeContact) -> Result<(), OfficeRefusal> {
    let looks_like_mail = |text: &str| {
        text.split_once('@').is_some_and(|(local, domain)| {
            !local.is_empty() && domain.contains('.') && !text.contains(char::is_whitespace)
        })
    };
    match &contact.email {
        Some(email) if !looks_like_mail(&email.content.0) => Err(OfficeRefusal::MailBroken),
        Some(_) | None => Ok(()),
    }
}

/// `0.5` is 50 hundredths; `None` for what is no such number.
fn hundredths(fte: &str) -> Option<u16> {
    let (whole, part) = fte.split_once('.').unwrap_or((fte, ""));
    let part = match part.len() {
        0..=2 => format!("{part:0<2}"),
        _ => return None,
    };
    whole
        .parse::<u16>()
        .ok()?
        .checked_mul(100)?
        .checked_add(part.parse().ok()?)
}

/// 50 hundredths are „0,5“.
pub(super) fn german_fte(hundredths: u16) -> String {
    let text = format!("{},{:02}", hundredths / 100, hundredths % 100);
    text.trim_end_matches('0').trim_end_matches(',').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_are_read_and_written_without_a_float() {
        for (text, count, german) in [("0.5", 50, "0,5"), ("1", 100, "1"), ("1.25", 125, "1,25")] {
            assert_eq!(hundredths(text), Some(count));
            assert_eq!(german_fte(count), german);
        }
        for bad in ["0.125", "half", "-1", "700"] {
            assert_eq!(hundredths(bad), None, "{bad}");
        }
        assert_eq!(german_fte(1_000), "10");
    }
}
