/** What other modules may ask of scheduling: the one function by which a session enters the book. */
export { Booking, type BookingWish, type Judged, type Placed, type StandingSession } from './booking.js';
