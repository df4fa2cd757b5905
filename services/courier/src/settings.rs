//! What an installation says about its mail.

use kernel::MunicipalityId;
use mail::{MailAddress, MailDomain, NotAnAddress};
use service_kit::links::{Link, LinkKey, LinkScope};
use url::Url;

/// Where letters come from and where their links lead.
#[derive(Clone, Debug)]
pub struct MailSettings {
    /// The domain of senders and of Message-IDs.
    pub domain: MailDomain,
    /// Below it the membership service answers links (`LOTSE_LINK_URL`); ends in `/`.
    pub link_base: Url,
    /// Below it the meetings service does (`LOTSE_MEETINGS_LINK_URL`, else the same).
    pub meetings_link_base: Url,
    pub link_key: LinkKey,
}

impl MailSettings {
    /// The municipality's own address at the platform: `leverkusen@post.example`.
    pub(crate) fn sender(
        &self,
        municipality: &MunicipalityId,
    ) -> Result<MailAddress, NotAnAddress> {
        format!("{municipality}@{}", self.domain).parse()
    }

    /// The link as it stands in a letter.
    pub(crate) fn address(&self, link: &Link) -> String {
        let base = match link.scope {
            LinkScope::ConfirmContact => &self.link_base,
            LinkScope::ReplyToMeeting
            | LinkScope::AcknowledgePassingOn
            | LinkScope::CalendarFeed => &self.meetings_link_base,
        };
        self.link_key.address(base, link).into()
    }
}
