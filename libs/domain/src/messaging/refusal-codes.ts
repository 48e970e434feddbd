/** Why a rule about messages says no. */
export const messagingRefusalCodes = ['messages.not-to-be-sent-again', 'messages.needs-nobody'] as const;
