# Het vragen: plan van een meting, herinneringen, verloop, brieven en stoppen met mail.

