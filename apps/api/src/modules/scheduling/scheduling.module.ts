import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/identity.module.js';
import { AutomaticRelease } from './automatic-release.js';
import { BlockTimeReleaseRepository } from './block-time-release.repository.js';
import { BlockTimeReleaseService } from './block-time-release.service.js';
import { BlockTimeController, ClinicBlockTimeController } from './block-time.controller.js';
import { BlockTimeRepository } from './block-time.repository.js';
import { BlockTimeService } from './block-time.service.js';
import { BookingFactsRepository } from './booking-facts.repository.js';
import { BackFill } from './back-fill.js';
import { Booking } from './booking.js';
import { ChangeFeed } from './change-feed.js';
import { ChangeStreamController } from './change-stream.controller.js';
import { ChangeStreams } from './change-streams.js';
import { ClinicController } from './clinic.controller.js';
import { ClinicRepository } from './clinic.repository.js';
import { ClinicService } from './clinic.service.js';
import { ClinicSettingsController } from './clinic-settings.controller.js';
import { ClinicSettingsRepository } from './clinic-settings.repository.js';
import { ClinicSettingsService } from './clinic-settings.service.js';
import { ClosureController } from './closure.controller.js';
import { ClosureRepository } from './closure.repository.js';
import { ClosureService } from './closure.service.js';
import { DisplacedSessionsRepository } from './displaced-sessions.repository.js';
import { DisplacementController } from './displacement.controller.js';
import { DisplacementPlan } from './displacement-plan.js';
import { DisplacementRepository } from './displacement.repository.js';
import { DisplacementService } from './displacement.service.js';
import { DowntimeCopy } from './downtime-copy.service.js';
import { DowntimeFastingRepository } from './downtime-fasting.repository.js';
import { FallingOut } from './falling-out.js';
import { FirstBookableController } from './first-bookable.controller.js';
import { FirstBookableRepository } from './first-bookable.repository.js';
import { FirstBookableService } from './first-bookable.service.js';
import { FollowUpTaskController } from './follow-up-task.controller.js';
import { FollowUpTaskRepository } from './follow-up-task.repository.js';
import { FollowUpTaskService } from './follow-up-task.service.js';
import { FreedTimeRepository } from './freed-time.repository.js';
import { FreedTimeService } from './freed-time.service.js';
import { HeldTimeController } from './held-time.controller.js';
import { HeldTimeEndings } from './held-time-endings.js';
import { HeldTimeRepository } from './held-time.repository.js';
import { HeldTimeService } from './held-time.service.js';
import { HeldTimeSweep } from './held-time-sweep.js';
import { NextAvailableController } from './next-available.controller.js';
import { NextAvailableRepository } from './next-available.repository.js';
import { NextAvailableService } from './next-available.service.js';
import { OfferRounds } from './offer-rounds.js';
import { PlacementRepository } from './placement.repository.js';
import { Rehousing } from './rehousing.js';
import { ResourceController } from './resource.controller.js';
import { ResourceRepository } from './resource.repository.js';
import { ResourceService } from './resource.service.js';
import { ResourceLocks } from './resource-locks.repository.js';
import { ResourceProfileController } from './resource-profile.controller.js';
import { ResourceProfileRepository } from './resource-profile.repository.js';
import { ResourceProfileService } from './resource-profile.service.js';
import { SeriesModule } from '../series/series.module.js';
import { Sessions } from './scheduling.public.js';
import { SeriesHolds } from './series-holds.js';
import { SeriesHoldsRepository } from './series-holds.repository.js';
import { SeriesMoveController } from './series-move.controller.js';
import { SeriesMoveService } from './series-move.service.js';
import { SeriesMoves } from './series-move.js';
import { SeriesPlanController } from './series-plan.controller.js';
import { SeriesPlanService } from './series-plan.service.js';
import { SessionCheckService } from './session-check.service.js';
import { SeriesToPlaceController } from './series-to-place.controller.js';
import { SeriesToPlaceRepository } from './series-to-place.repository.js';
import { SeriesToPlaceService } from './series-to-place.service.js';
import { SessionSedationService } from './session-sedation.service.js';
import { SessionController } from './session.controller.js';
import { SessionRepository } from './session.repository.js';
import { SessionService } from './session.service.js';
import { SessionSteps } from './session-steps.js';
import { SlotFactsRepository } from './slot-facts.repository.js';
import { SlotFinder } from './slot-finder.js';
import { SlotService } from './slot.service.js';
import { WaitlistController } from './waitlist.controller.js';
import { WaitlistRepository } from './waitlist.repository.js';
import { WaitlistService } from './waitlist.service.js';
import { StepBackRepository } from './step-back.repository.js';
import { WeekController } from './week.controller.js';
import { WeekRepository } from './week.repository.js';
import { WeekService } from './week.service.js';

@Module({
  imports: [IdentityModule, SeriesModule],
  controllers: [
    ClinicController,
    ClinicSettingsController,
    FirstBookableController,
    ClosureController,
    ClinicBlockTimeController,
    BlockTimeController,
    ChangeStreamController,
    SessionController,
    SeriesMoveController,
    HeldTimeController,
    WaitlistController,
    SeriesToPlaceController,
    SeriesPlanController,
    FollowUpTaskController,
    DisplacementController,
    WeekController,
    NextAvailableController,
    ResourceController,
    ResourceProfileController,
  ],
  providers: [
    Booking,
    BookingFactsRepository,
    PlacementRepository,
    ResourceLocks,
    SessionService,
    SessionCheckService,
    SeriesPlanService,
    SlotService,
    FirstBookableRepository,
    FirstBookableService,
    SlotFinder,
    NextAvailableRepository,
    NextAvailableService,
    SlotFactsRepository,
    SessionRepository,
    SeriesMoves,
    SeriesMoveService,
    HeldTimeService,
    HeldTimeRepository,
    HeldTimeEndings,
    HeldTimeSweep,
    WaitlistService,
    SeriesToPlaceRepository,
    SeriesToPlaceService,
    WaitlistRepository,
    FreedTimeService,
    FreedTimeRepository,
    BackFill,
    OfferRounds,
    StepBackRepository,
    ClinicService,
    ClinicRepository,
    ClinicSettingsService,
    ClinicSettingsRepository,
    ClosureService,
    ClosureRepository,
    ChangeFeed,
    ChangeStreams,
    FollowUpTaskService,
    FollowUpTaskRepository,
    AutomaticRelease,
    BlockTimeRepository,
    BlockTimeReleaseRepository,
    BlockTimeService,
    BlockTimeReleaseService,
    Rehousing,
    FallingOut,
    DisplacementService,
    DisplacementPlan,
    DisplacementRepository,
    DisplacedSessionsRepository,
    Sessions,
    SessionSteps,
    SeriesHolds,
    SeriesHoldsRepository,
    DowntimeCopy,
    DowntimeFastingRepository,
    WeekService,
    WeekRepository,
    ResourceService,
    ResourceRepository,
    ResourceProfileService,
    ResourceProfileRepository,
    SessionSedationService,
  ],
  exports: [Sessions, SessionSteps, SeriesHolds],
})
export class SchedulingModule {}
