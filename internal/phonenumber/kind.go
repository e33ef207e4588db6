package phonenumber

import "github.com/nyaruka/phonenumbers"

// kinds are the words for the types of numbers. Mobile and landline are those that the service has, and
// that number_type of an assignment takes.
var kinds = map[phonenumbers.PhoneNumberType]string{
	phonenumbers.MOBILE:               "mobile",
	phonenumbers.FIXED_LINE:           "landline",
	phonenumbers.FIXED_LINE_OR_MOBILE: "mobile_or_landline",
	phonenumbers.TOLL_FREE:            "toll_free",
	phonenumbers.PREMIUM_RATE:         "premium_rate",
	phonenumbers.SHARED_COST:          "shared_cost",
	phonenumbers.VOIP:                 "voip",
	phonenumbers.PERSONAL_NUMBER:      "personal",
	phonenumbers.PAGER:                "pager",
	phonenumbers.UAN:                  "company",
	phonenumbers.VOICEMAIL:            "voicemail",
}

// kind is the word for the number's type, empty if it is in no range that is known.
func kind(number *phonenumbers.PhoneNumber) string {
	return kinds[phonenumbers.GetNumberType(number)]
}
